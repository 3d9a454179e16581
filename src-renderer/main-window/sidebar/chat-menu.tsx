import { Ellipsis } from 'lucide-react'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import { Menu } from '../../components/menu.tsx'
import { chatEntries } from './chat-entries.tsx'
import styles from './chat-row.module.css'

/** What can be done with a chat, at its row. */
export function ChatMenu({ chat, reachable }: { readonly chat: Conversation; readonly reachable: boolean }) {
  return (
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
      entries={chatEntries(chat)}
    />
  )
}
