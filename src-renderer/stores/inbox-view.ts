import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'

/** Where an item is; each is in one view at a time. `snoozed` is a part of "Needs you" that sleeps. */
export type InboxView = 'needs-you' | 'snoozed' | 'failed' | 'finished' | 'archived'

/** The views that are loaded from the start; the archive is when it is opened. */
export const firstInboxViews: readonly InboxView[] = ['needs-you', 'snoozed', 'failed', 'finished']

/** Whether there is something left to do about the item: a question that is open, or a trouble that lasts. */
export function isUnsettled({ question, incident }: InboxItem): boolean {
  return question?.status === 'open' || incident?.closedAt === null
}

/** The view of an item, as the main process files it: it wakes what is snoozed, and tells. */
export function viewOf(item: InboxItem): InboxView {
  if (item.archivedAt !== null) return 'archived'
  if (isUnsettled(item)) return item.snoozedUntil === null ? 'needs-you' : 'snoozed'
  switch (item.kind) {
    case 'failure':
    case 'missed':
    case 'system':
      return 'failed'
    case 'question':
    case 'result':
    case 'reminder':
      return 'finished'
  }
}

/** Newest first; items of one instant in the order of their ids, which is that of their making. */
export function newestItemsFirst(items: readonly InboxItem[]): readonly InboxItem[] {
  return items.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}
