import {
  Archive,
  ArchiveRestore,
  CircleDot,
  FileDown,
  FileJson,
  FolderInput,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import type { MenuEntry } from '../../components/menu.tsx'
import { archiveChat, exportChat, markChatUnread, pinChat } from './chat-actions.ts'
import { showChatDialog } from './chat-dialog-store.ts'

/** What can be done with a chat, at its row and in its head. */
export function chatEntries(chat: Conversation): readonly MenuEntry[] {
  const { id } = chat
  const item = (label: string, icon: ReactNode, onSelect: () => void): MenuEntry => ({
    kind: 'item',
    label,
    icon,
    onSelect,
  })
  return [
    chat.pinnedAt === null
      ? item('Pin', <Pin aria-hidden="true" />, () => void pinChat(id, true))
      : item('Unpin', <PinOff aria-hidden="true" />, () => void pinChat(id, false)),
    item(
      chat.unread ? 'Mark as read' : 'Mark as unread',
      <CircleDot aria-hidden="true" />,
      () => void markChatUnread(id, !chat.unread),
    ),
    item('Move to folder…', <FolderInput aria-hidden="true" />, () => showChatDialog('move', id)),
    item('Rename…', <Pencil aria-hidden="true" />, () => showChatDialog('rename', id)),
    chat.archivedAt === null
      ? item('Archive', <Archive aria-hidden="true" />, () => void archiveChat(id, true))
      : item('Bring back', <ArchiveRestore aria-hidden="true" />, () => void archiveChat(id, false)),
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
