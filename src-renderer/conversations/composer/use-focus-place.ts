import { type RefObject, useEffect, useRef, useState } from 'react'
import { useComposerFocus } from './composer-store.ts'

type Place = 'words' | 'answer' | 'list'

/** Where the focus of the composer goes: into the words, to the questions to pick from, or to the field of a secret. */
export function useFocusPlace(area: RefObject<HTMLTextAreaElement | null>) {
  const listRef = useRef<HTMLUListElement>(null)
  const secretRef = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState<{ readonly place: Place } | null>(null)
  const wanted = useComposerFocus((state) => state.wanted)
  const firstWanted = useRef(wanted)

  useEffect(() => {
    area.current?.focus({ preventScroll: true })
  }, [area])
  useEffect(() => {
    if (firstWanted.current !== wanted) area.current?.focus()
  }, [area, wanted])
  // Once, after what was asked for is drawn: the list and the field are there only then.
  useEffect(() => {
    if (asked === null) return
    const secret = secretRef.current?.querySelector('input')
    if (asked.place === 'list') listRef.current?.querySelector('button')?.focus()
    else if (asked.place === 'answer' && secret) secret.focus()
    else area.current?.focus()
    setAsked(null)
  }, [area, asked])

  return {
    listRef,
    secretRef,
    words: () => setAsked({ place: 'words' }),
    answer: () => setAsked({ place: 'answer' }),
    list: () => setAsked({ place: 'list' }),
  }
}
