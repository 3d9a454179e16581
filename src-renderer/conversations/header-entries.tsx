import {
  Archive,
  ArchiveRestore,
  FileDown,
  FolderInput,
  History,
  Pencil,
  Pin,
  PinOff,
  Sparkles,
  Trash2,
} from 'lucide-react'
import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { MenuEntry } from '../components/menu.tsx'
import { archiveChat, exportChat, pinChat } from '../main-window/sidebar/chat-actions.ts'
import { showChatDialog } from '../main-window/sidebar/chat-dialog-store.ts'
import { showSessionDialog } from './sessions/session-dialog-store.ts'
import { startSession } from './sessions/start-session.ts'

/** The menu in the head of a chat: first its sessions, then the chat itself. */
export function headerEntries(chat: Conversation, rename: () => void): readonly MenuEntry[] {
  const { id, pinnedAt, archivedAt } = chat
  return [
    {
      kind: 'item',
      label: 'New session',
      hint: 'The assistant starts with a clear head; the chat stays.',
      icon: <Sparkles aria-hidden="true" />,
      onSelect: () => void startSession(id),
    },
    {
      kind: 'item',
      label: 'New session with a summary',
      hint: 'It knows in short what was said.',
      icon: <Sparkles aria-hidden="true" />,
      onSelect: () => showSessionDialog({ kind: 'summary', conversationId: id }),
    },
    {
      kind: 'item',
      label: 'Earlier sessions…',
      icon: <History aria-hidden="true" />,
      onSelect: () => showSessionDialog({ kind: 'list', conversationId: id }),
    },
    { kind: 'separator' },
    { kind: 'item', label: 'Rename', icon: <Pencil aria-hidden="true" />, onSelect: rename },
    {
      kind: 'item',
      label: pinnedAt === null ? 'Pin' : 'Unpin',
      icon: pinnedAt === null ? <Pin aria-hidden="true" /> : <PinOff aria-hidden="true" />,
      onSelect: () => void pinChat(id, pinnedAt === null),
    },
    {
      kind: 'item',
      label: 'Move to folder…',
      icon: <FolderInput aria-hidden="true" />,
      onSelect: () => showChatDialog('move', id),
    },
    {
      kind: 'item',
      label: archivedAt === null ? 'Archive' : 'Bring back from the archive',
      icon: archivedAt === null ? <Archive aria-hidden="true" /> : <ArchiveRestore aria-hidden="true" />,
      onSelect: () => void archiveChat(id, archivedAt === null),
    },
    { kind: 'separator' },
    {
      kind: 'item',
      label: 'Export as Markdown…',
      icon: <FileDown aria-hidden="true" />,
      onSelect: () => void exportChat(id, 'markdown'),
    },
    {
      kind: 'item',
      label: 'Export as JSON…',
      icon: <FileDown aria-hidden="true" />,
      onSelect: () => void exportChat(id, 'json'),
    },
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
