import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { memo, useId, useState } from 'react'
import type { Conversation } from '../../src-shared/domain/conversation.ts'
import { ConfirmDialog } from '../components/confirm-dialog.tsx'
import { Menu } from '../components/menu.tsx'
import { Spinner } from '../components/spinner.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { removeConversation } from './remove-conversation.ts'
import { goTo } from './place-store.ts'
import type { ChatMark } from './use-chat-marks.ts'
import styles from './chat-row.module.css'

interface ChatRowProps {
  readonly chat: Conversation
  readonly mark: ChatMark | undefined
  readonly current: boolean
  /** Whether the Tab key stops here; the other rows are reached with the arrow keys. */
  readonly reachable: boolean
}

const markWords: Record<ChatMark, string> = {
  waiting: 'waiting for you',
  working: 'working',
  unread: 'has something new',
}

export const ChatRow = memo(function ChatRow({ chat, mark, current, reachable }: ChatRowProps) {
  const noteId = useId()
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null)
  return (
    <div className={styles['row']} data-current={current || undefined}>
      <a
        href={`#conversations/${chat.id}`}
        className={styles['link']}
        data-mark={mark}
        aria-current={current ? 'true' : undefined}
        aria-describedby={mark ? noteId : undefined}
        tabIndex={reachable ? 0 : -1}
        title={chat.title}
        onClick={(event) => {
          event.preventDefault()
          goTo({ screen: 'conversations', conversationId: chat.id })
        }}
      >
        <span className={styles['title']}>{chat.title}</span>
      </a>
      {mark && (
        <span id={noteId} className={styles['mark']} data-mark={mark} title={markWords[mark]}>
          <span className="visually-hidden">{markWords[mark]}</span>
          {mark === 'working' && <Spinner />}
        </span>
      )}
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            className={styles['more']}
            aria-label={`Actions for ${chat.title}`}
            tabIndex={reachable ? 0 : -1}
          >
            <Ellipsis aria-hidden="true" />
          </button>
        }
        entries={[
          {
            kind: 'item',
            label: 'Rename…',
            icon: <Pencil aria-hidden="true" />,
            onSelect: () => setAsking('rename'),
          },
          {
            kind: 'item',
            label: 'Delete…',
            icon: <Trash2 aria-hidden="true" />,
            danger: true,
            onSelect: () => setAsking('remove'),
          },
        ]}
      />
      {asking === 'rename' && <RenameDialog chat={chat} onClose={() => setAsking(null)} />}
      <ConfirmDialog
        open={asking === 'remove'}
        title={`Delete “${chat.title}”?`}
        description="Its messages and its open questions are deleted for good. The history of runs stays."
        action="Delete"
        danger
        onConfirm={() => removeConversation(chat.id)}
        onClose={() => setAsking(null)}
      />
    </div>
  )
})
