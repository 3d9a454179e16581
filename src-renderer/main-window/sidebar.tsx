import { SquarePen } from 'lucide-react'
import { IconButton } from '../components/icon-button.tsx'
import { ChatList } from './chat-list.tsx'
import { Navigation } from './navigation.tsx'
import { startNewChat } from './place-store.ts'
import { RestingStatus } from './resting-status.tsx'
import { commandKey } from './shortcuts.ts'
import styles from './sidebar.module.css'

export function Sidebar() {
  return (
    <aside className={styles['sidebar']} aria-label="Sidebar">
      <Navigation />
      <div className={styles['heading']}>
        <h2 className={styles['title']}>Chats</h2>
        <IconButton
          label="New chat"
          size="s"
          icon={<SquarePen aria-hidden="true" />}
          keys={[commandKey, 'N']}
          onClick={startNewChat}
        />
      </div>
      <ChatList />
      <RestingStatus />
    </aside>
  )
}
