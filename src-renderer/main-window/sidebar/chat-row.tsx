import { memo, useId } from 'react'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import { Spinner } from '../../components/spinner.tsx'
import { beginDrag } from './chat-drag.ts'
import { ChatMenu } from './chat-menu.tsx'
import { goTo } from '../place-store.ts'
import type { ChatMark } from './use-chat-marks.ts'
import styles from './chat-row.module.css'

interface ChatRowProps {
  readonly chat: Conversation
  readonly mark: ChatMark | undefined
  readonly current: boolean
  /** Whether the Tab key stops here; the other rows are reached with the arrow keys. */
  readonly reachable: boolean
  readonly inFolder?: boolean
}

const markWords: Record<ChatMark, string> = {
  waiting: 'waiting for you',
  working: 'working',
  unread: 'has something new',
}

/** A chat in the sidebar. It can be dragged onto a folder; its menu moves it there by keyboard. */
export const ChatRow = memo(function ChatRow({ chat, mark, current, reachable, inFolder }: ChatRowProps) {
  const noteId = useId()
  const shown = mark ?? (chat.unread ? 'unread' : undefined)
  return (
    <div
      className={styles['row']}
      data-current={current || undefined}
      data-inside={inFolder || undefined}
      data-archived={chat.archivedAt !== null || undefined}
    >
      <a
        href={`#conversations/${chat.id}`}
        className={styles['link']}
        data-mark={shown}
        data-unread={chat.unread || undefined}
        data-row
        aria-current={current ? 'true' : undefined}
        aria-describedby={shown ? noteId : undefined}
        tabIndex={reachable ? 0 : -1}
        title={chat.title}
        draggable
        onDragStart={(event) => beginDrag(event, chat)}
        onClick={(event) => {
          event.preventDefault()
          goTo({ screen: 'conversations', conversationId: chat.id })
        }}
      >
        <span className={styles['title']}>{chat.title}</span>
      </a>
      {shown && (
        <span id={noteId} className={styles['mark']} data-mark={shown} title={markWords[shown]}>
          <span className="visually-hidden">{markWords[shown]}</span>
          {shown === 'working' && <Spinner />}
        </span>
      )}
      <ChatMenu chat={chat} reachable={reachable} />
    </div>
  )
})
