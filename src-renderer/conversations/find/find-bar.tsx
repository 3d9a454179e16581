import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { IconButton } from '../../components/icon-button.tsx'
import { useAction } from '../../main-window/use-action.ts'
import { after } from '../../platform/after.ts'
import { call } from '../../transport/call.ts'
import { focusComposer } from '../composer/composer-store.ts'
import {
  changeWords,
  closeFind,
  countPlaces,
  type Find,
  openFind,
  showFound,
  stepFind,
  useFind,
} from './find-store.ts'
import { type FindScroller, useFindMarks } from './use-find-marks.ts'
import styles from './find-bar.module.css'

const typingMs = 120
/** As many as the route gives at most. */
const mostFound = 1_000

interface FindBarProps {
  readonly conversationId: string
  readonly frame: RefObject<HTMLElement | null>
  readonly list: FindScroller
}

/** Finds words in the open conversation, also where it is not drawn or not loaded. */
export function FindBar({ conversationId, frame, list }: FindBarProps) {
  const find = useFind((state) => (state.find?.conversationId === conversationId ? state.find : null))
  useAction('find', () => openFind(conversationId))
  useEffect(() => closeFind, [conversationId])
  useFindMarks(frame, find, list)
  return find && <Bar find={find} />
}

function Bar({ find }: { readonly find: Find }) {
  const { conversationId, text, found, asked } = find
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [asked])
  useEffect(() => {
    if (text.trim() === '') return
    return after(typingMs, () => void lookFor(conversationId, text))
  }, [conversationId, text])

  const close = (): void => {
    closeFind()
    focusComposer()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') stepFind(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const none = !found || found.length === 0
  return (
    <div className={styles['bar']} role="search" aria-label="Find in this conversation" onKeyDown={onKeyDown}>
      <input
        ref={field}
        type="text"
        className={styles['field']}
        aria-label="Find in this conversation"
        placeholder="Find"
        value={text}
        onChange={(event) => changeWords(event.currentTarget.value)}
      />
      <span className={styles['count']} role="status">
        {countWords(find)}
      </span>
      <IconButton
        size="s"
        label="Earlier match"
        keys={['Shift', 'Enter']}
        icon={<ChevronUp aria-hidden="true" />}
        disabled={none}
        onClick={() => stepFind(-1)}
      />
      <IconButton
        size="s"
        label="Later match"
        keys={['Enter']}
        icon={<ChevronDown aria-hidden="true" />}
        disabled={none}
        onClick={() => stepFind(1)}
      />
      <IconButton
        size="s"
        label="Close find"
        keys={['Esc']}
        icon={<X aria-hidden="true" />}
        onClick={close}
      />
    </div>
  )
}

/** Counted are places, as in a browser, and in messages that are not loaded too. */
function countWords(find: Find): string {
  const { text, found } = find
  if (text.trim() === '' || found === null) return ''
  if (found.length === 0) return 'No match'
  const { here, all } = countPlaces(find)
  return `${here} of ${all}${found.length >= mostFound ? '+' : ''}`
}

async function lookFor(conversationId: string, text: string): Promise<void> {
  const reply = await call('messages.find', { conversationId, text: text.trim() })
  const now = useFind.getState().find
  if (now?.conversationId !== conversationId || now.text !== text) return
  const { messageIds, places } = reply.ok ? reply.data : { messageIds: [], places: [] }
  showFound(messageIds.map((id, index) => ({ id, places: places[index] ?? 1 })))
}
