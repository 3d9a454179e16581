import { History, Sparkles } from 'lucide-react'
import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { MenuEntry } from '../components/menu.tsx'
import { chatEntries } from '../main-window/sidebar/chat-entries.tsx'
import { showSessionDialog } from './sessions/session-dialog-store.ts'
import { startSession } from './sessions/start-session.ts'

/** The menu in the head of a chat: first its sessions, then what its row has too. */
export function headerEntries(chat: Conversation): readonly MenuEntry[] {
  const { id } = chat
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
    ...chatEntries(chat),
  ]
}
