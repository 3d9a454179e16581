import {
  Archive,
  ArchiveRestore,
  CircleDot,
  Ellipsis,
  FileDown,
  FileJson,
  FolderInput,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from 'lucide-react'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import { Menu, type MenuEntry } from '../../components/menu.tsx'
import { archiveChat, exportChat, markChatUnread, pinChat } from './chat-actions.ts'
import { showChatDialog } from './chat-dialog-store.ts'
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
      entries={entriesFor(chat)}
    />
  )
}

function entriesFor(chat: Conversation): readonly MenuEntry[] {
  const { id } = chat
  const item = (label: string, icon: React.ReactNode, onSelect: () => void): MenuEntry => ({
    kind: 'item',
    label,
    icon,
    onSelect,
  })
  const pinned = chat.pinnedAt !== null
  const archived = chat.archivedAt !== null
  return [
    pinned
      ? item('Unpin', <PinOff aria-hidden="true" />, () => void pinChat(id, false))
      : item('Pin', <Pin aria-hidden="true" />, () => void pinChat(id, true)),
    item(
      chat.unread ? 'Mark as read' : 'Mark as unread',
      <CircleDot aria-hidden="true" />,
      () => void markChatUnread(id, !chat.unread),
    ),
    item('Move to folder…', <FolderInput aria-hidden="true" />, () => showChatDialog('move', id)),
    item('Rename…', <Pencil aria-hidden="true" />, () => showChatDialog('rename', id)),
    archived
      ? item('Bring back', <ArchiveRestore aria-hidden="true" />, () => void archiveChat(id, false))
      : item('Archive', <Archive aria-hidden="true" />, () => void archiveChat(id, true)),
    { kind: 'separator' },
    item('Export as Markdown…', <FileDown aria-hidden="true" />, () => void exportChat(id, 'markdown')),
    item('Export as JSON…', <FileJson aria-hidden="true" />, () => void exportChat(id, 'json')),
    { kind: 'separator' },
    {
      kind: 'item',
      label: 'Delete…',
      icon: <Trash2 aria-hidden="true" />,
      danger: true,
      onSelect: () => showChatDialog('remove', id),
    },
  ]
}
