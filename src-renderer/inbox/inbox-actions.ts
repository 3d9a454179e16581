import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { toast, toastError } from '../components/toast.ts'
import { goTo } from '../main-window/place-store.ts'
import { applyArchived, inboxStore } from '../stores/inbox-store.ts'
import { viewOf } from '../stores/inbox-view.ts'
import { call } from '../transport/call.ts'
import { clearSelection } from './inbox-selection.ts'
import { offerUndo } from './items/undo-archive.ts'

/** As many as one call takes. */
const mostIds = 1000

/** Marks an item as read, if it is not and is not an open question: that one stays unread until it is answered. */
export function markRead(item: InboxItem): void {
  if (item.readAt !== null || item.question?.status === 'open') return
  void call('inbox.markRead', { id: item.id }).then((result) => {
    // A dot that stays is no reason to disturb; the next visit tries again.
    if (result.ok) inboxStore.put(result.data)
  })
}

/** Marks an item as the user says, whatever it is. */
export async function setRead(item: InboxItem, read: boolean): Promise<void> {
  const result = await call(read ? 'inbox.markRead' : 'inbox.markUnread', { id: item.id })
  if (!result.ok) return toastError(result.error)
  inboxStore.put(result.data)
}

export async function archiveItem(item: InboxItem): Promise<void> {
  const result = await call('inbox.archive', { id: item.id })
  if (!result.ok) return toastError(result.error)
  inboxStore.put(result.data)
  offerUndo({ ids: [item.id], words: `Archived “${item.title}”.` })
}

/** Archives several at once. What they ask or tell of is not settled by it. */
export async function archiveItems(ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += mostIds) {
    const some = ids.slice(at, at + mostIds)
    const result = await call('inbox.archiveMany', { ids: some })
    if (!result.ok) return toastError(result.error)
    applyArchived(some)
  }
  clearSelection()
  offerUndo({ ids, words: ids.length === 1 ? 'Archived 1 item.' : `Archived ${ids.length} items.` })
}

/** Archives all of a view, what is not loaded included. */
export async function archiveView(view: 'failed' | 'finished'): Promise<void> {
  const result = await call('inbox.archiveMany', { filter: view })
  if (!result.ok) return toastError(result.error)
  clearSelection()
  const loaded = [...inboxStore.use.getState().byId.values()]
  applyArchived(loaded.filter((item) => viewOf(item) === view).map((item) => item.id))
  toast(result.data.archived === 1 ? 'Archived 1 item.' : `Archived ${result.data.archived} items.`)
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
