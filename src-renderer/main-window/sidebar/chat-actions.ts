import { toast, toastError } from '../../components/toast.ts'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { conversationStore } from '../../stores/conversation-store.ts'
import { call } from '../../transport/call.ts'
import { keepUnread } from './kept-unread.ts'
import { goTo, usePlace } from '../place-store.ts'

/** What can be done with a chat from its row, the header, the menu and the palette. Each says why where it is refused. */
function apply(result: Result<Conversation>): boolean {
  if (result.ok) conversationStore.put(result.data)
  else toastError(result.error)
  return result.ok
}

export async function pinChat(id: string, pinned: boolean): Promise<void> {
  apply(await call('conversations.pin', { id, pinned }))
}

/** An archived chat leaves the list; if it was open, the newest of the others is shown. */
export async function archiveChat(id: string, archived: boolean): Promise<void> {
  const result = await call('conversations.archive', { id, archived })
  if (!apply(result) || !result.ok || !archived) return
  toast(`“${result.data.title}” is archived. It stays in the search, and at the end of the list.`)
  const { chat } = usePlace.getState()
  if (chat.kind === 'conversation' && chat.id === id) usePlace.setState({ chat: { kind: 'newest' } })
}

export async function markChatUnread(id: string, unread: boolean): Promise<void> {
  // First: what is open would be marked as read at once.
  if (unread) keepUnread(id)
  apply(await call('conversations.markUnread', { id, unread }))
}

/** `null`: out of its folder. Resolves to whether it worked. */
export async function moveChat(id: string, folderId: string | null): Promise<boolean> {
  return apply(await call('conversations.move', { id, folderId }))
}

/** Asks where to, writes the file, and says where it is. */
export async function exportChat(id: string, format: 'markdown' | 'json'): Promise<void> {
  const result = await call('conversations.export', { id, format })
  if (!result.ok) return toastError(result.error)
  if (result.data.path !== null) toast(`Exported to ${result.data.path}`)
}

/** Asks for an exported file, and shows what came of it. */
export async function importChat(): Promise<void> {
  const result = await call('conversations.import', {})
  if (!result.ok) return toastError(result.error)
  const { conversation } = result.data
  if (conversation === null) return
  conversationStore.put(conversation)
  goTo({ screen: 'conversations', conversationId: conversation.id })
}
