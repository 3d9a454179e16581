import { Ellipsis, FileUp, FolderPlus, SquarePen } from 'lucide-react'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu } from '../../components/menu.tsx'
import { ToastPlace } from '../../components/toasts.tsx'
import { SearchField } from '../../search/search-field.tsx'
import { commandKey } from '../action-keys.ts'
import { importChat } from './chat-actions.ts'
import { ChatList } from './chat-list.tsx'
import { showFolderDialog } from './folder-dialog-store.ts'
import { Navigation } from './navigation.tsx'
import { startNewChat } from '../place-store.ts'
import { RestingStatus } from './resting-status.tsx'
import styles from './sidebar.module.css'

export function Sidebar() {
  return (
    <aside className={styles['sidebar']} aria-label="Sidebar">
      <SearchField />
      <Navigation />
      <div className={styles['heading']}>
        <h2 className={styles['title']}>Chats</h2>
        <Menu
          align="end"
          trigger={
            <button type="button" className={styles['more']} aria-label="More for chats">
              <Ellipsis aria-hidden="true" />
            </button>
          }
          entries={[
            {
              kind: 'item',
              label: 'New folder…',
              icon: <FolderPlus aria-hidden="true" />,
              onSelect: () => showFolderDialog({ kind: 'create' }),
            },
            {
              kind: 'item',
              label: 'Import a conversation…',
              icon: <FileUp aria-hidden="true" />,
              onSelect: () => void importChat(),
            },
          ]}
        />
        <IconButton
          label="New chat"
          size="s"
          icon={<SquarePen aria-hidden="true" />}
          keys={[commandKey, 'N']}
          onClick={startNewChat}
        />
      </div>
      <ChatList />
      <ToastPlace />
      <RestingStatus />
    </aside>
  )
}
