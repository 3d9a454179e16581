import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { toastError } from '../components/toast.ts'
import { goTo } from '../main-window/place-store.ts'
import { inboxStore } from '../stores/inbox-store.ts'
import { call } from '../transport/call.ts'

/** Marks an item as read, if it is not and is not an open question: that one stays unread until it is answered. */
export function markRead(item: InboxItem): void {
  if (item.readAt !== null || item.question?.status === 'open') return
  void call('inbox.markRead', { id: item.id }).then((result) => {
    // A dot that stays is no reason to disturb; the next visit tries again.
    if (result.ok) inboxStore.put(result.data)
  })
}

export async function archiveItem(item: InboxItem): Promise<void> {
  const result = await call('inbox.archive', { id: item.id })
  if (!result.ok) return toastError(result.error)
  inboxStore.put(result.data)
}

/** Goes to what the item is about: its visible conversation, else its run. */
export function openItem(item: InboxItem): void {
  markRead(item)
  if (item.conversationId !== null) goTo({ screen: 'conversations', conversationId: item.conversationId })
  else if (item.runId !== null) goTo({ screen: 'runs', runId: item.runId })
}

export function canOpen(item: InboxItem): boolean {
  return item.conversationId !== null || item.runId !== null
}
