import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { IconButton } from '../../components/icon-button.tsx'
import { useAction } from '../../main-window/use-action.ts'
import { after } from '../../platform/after.ts'
import { jumpToMessage } from '../../stores/thread-jump.ts'
import { call } from '../../transport/call.ts'
import { focusComposer } from '../composer/composer-store.ts'
import { changeFind, closeFind, type Find, openFind, useFind } from './find-store.ts'
import { useFindMarks } from './use-find-marks.ts'
import styles from './find-bar.module.css'

const typingMs = 120
/** As many as the route gives at most. */
const mostFound = 1_000

interface FindBarProps {
  readonly conversationId: string
  readonly frame: RefObject<HTMLElement | null>
}

/** Finds words in the open conversation, also where it is not drawn or not loaded. */
export function FindBar({ conversationId, frame }: FindBarProps) {
  const find = useFind((state) => (state.find?.conversationId === conversationId ? state.find : null))
  useAction('find', () => openFind(conversationId))
  useEffect(() => closeFind, [conversationId])
  useFindMarks(frame, find?.text ?? '', find?.ids?.[find.at] ?? null)
  return find && <Bar find={find} />
}

function Bar({ find }: { readonly find: Find }) {
  const { conversationId, text, ids, at, asked } = find
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [asked])
  useEffect(() => {
    if (text.trim() === '') return
    return after(typingMs, () => void lookFor(conversationId, text))
  }, [conversationId, text])

  const step = (by: number): void => {
    if (!ids || ids.length === 0) return
    const next = (at + by + ids.length) % ids.length
    changeFind({ at: next })
    const id = ids[next]
    if (id !== undefined) jumpToMessage(conversationId, id)
  }
  const close = (): void => {
    closeFind()
    focusComposer()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const none = !ids || ids.length === 0
  return (
    <div className={styles['bar']} role="search" aria-label="Find in this conversation" onKeyDown={onKeyDown}>
      <input
        ref={field}
        type="text"
        className={styles['field']}
        aria-label="Find in this conversation"
        placeholder="Find"
        value={text}
        onChange={(event) => changeFind({ text: event.currentTarget.value, ids: null, at: 0 })}
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
        onClick={() => step(-1)}
      />
      <IconButton
        size="s"
        label="Later match"
        keys={['Enter']}
        icon={<ChevronDown aria-hidden="true" />}
        disabled={none}
        onClick={() => step(1)}
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

function countWords({ text, ids, at }: Find): string {
  if (text.trim() === '' || ids === null) return ''
  if (ids.length === 0) return 'No match'
  return `${at + 1} of ${ids.length}${ids.length >= mostFound ? '+' : ''}`
}

/** The newest match is shown first: it is nearest to where most readers are. */
async function lookFor(conversationId: string, text: string): Promise<void> {
  const found = await call('messages.find', { conversationId, text: text.trim() })
  const now = useFind.getState().find
  if (now?.conversationId !== conversationId || now.text !== text) return
  const ids = found.ok ? found.data.messageIds : []
  const at = Math.max(ids.length - 1, 0)
  changeFind({ ids, at })
  const id = ids[at]
  if (id !== undefined) jumpToMessage(conversationId, id)
}
