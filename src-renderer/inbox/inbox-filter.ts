import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { inboxView, isUnsettled, needsYou } from '../stores/inbox-store.ts'

export type InboxFilter = 'needs-you' | 'all' | 'archived'

/**
 * The items of a list, newest first. `seen` are items that waited for the user since the list was opened: once they
 * are answered or settled they stay in "Needs you", so that what just happened can be read where it happened.
 */
export function filterInbox(
  byId: ReadonlyMap<string, InboxItem>,
  filter: InboxFilter,
  at: number,
  seen: ReadonlySet<string>,
): readonly InboxItem[] {
  if (filter !== 'needs-you') return inboxView(byId, filter)
  return inboxView(byId, 'all').filter(
    (item) => needsYou(item, at) || (seen.has(item.id) && !isUnsettled(item)),
  )
}

/** The list in which an item is found: where it is now, "Needs you" first. */
export function filterOf(item: InboxItem, at: number): InboxFilter {
  if (needsYou(item, at)) return 'needs-you'
  return item.archivedAt === null ? 'all' : 'archived'
}
