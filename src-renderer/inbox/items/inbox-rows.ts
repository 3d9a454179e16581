import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import { type InboxView, newestItemsFirst, viewOf } from '../../stores/inbox-view.ts'

/** The views that have a tab; what is snoozed is a fold at the end of "Needs you". */
export type TabView = Exclude<InboxView, 'snoozed'>

export type InboxRow =
  | { readonly kind: 'item'; readonly key: string; readonly item: InboxItem }
  | {
      readonly kind: 'head'
      readonly key: string
      readonly title: string
      readonly count: number
      readonly unread: number
      readonly open: boolean
    }

/** The key of the fold with what is snoozed. */
export const snoozedKey = 'snoozed'

interface Shown {
  readonly view: TabView
  /** Items that waited for the user since the view was opened: they stay where they were answered or settled. */
  readonly seen: ReadonlySet<string>
  readonly scheduleId: string | null
  /** The ids that a search has found; `null`: nothing is searched for. */
  readonly found: ReadonlySet<string> | null
}

/** The items that a view shows, newest first. */
export function itemsOf(byId: ReadonlyMap<string, InboxItem>, shown: Shown): readonly InboxItem[] {
  const { view, seen, scheduleId, found } = shown
  return newestItemsFirst(
    [...byId.values()].filter((item) => {
      if (scheduleId !== null && item.scheduleId !== scheduleId) return false
      if (found !== null && !found.has(item.id)) return false
      const where = viewOf(item)
      const justSettled = view === 'needs-you' && seen.has(item.id) && ['failed', 'finished'].includes(where)
      return where === view || justSettled
    }),
  )
}

interface Grouping {
  /** The heads that are folded, or for the snoozed ones unfolded. */
  readonly toggled: ReadonlySet<string>
  titleOf(scheduleId: string | null): string
}

/** Items under a head for each schedule; the group with the newest item comes first. */
export function groupRows(items: readonly InboxItem[], { toggled, titleOf }: Grouping): readonly InboxRow[] {
  const groups = new Map<string | null, InboxItem[]>()
  for (const item of items) {
    const group = groups.get(item.scheduleId)
    if (group) group.push(item)
    else groups.set(item.scheduleId, [item])
  }
  return [...groups].flatMap(([scheduleId, group]) => {
    const key = `group ${scheduleId ?? ''}`
    const open = !toggled.has(key)
    return [headRow(key, titleOf(scheduleId), group, open), ...(open ? group.map(itemRow) : [])]
  })
}

/** The fold at the end of "Needs you": closed until it is asked for. */
export function snoozedRows(items: readonly InboxItem[], toggled: ReadonlySet<string>): readonly InboxRow[] {
  if (items.length === 0) return []
  const open = toggled.has(snoozedKey)
  return [headRow(snoozedKey, 'Snoozed', items, open), ...(open ? items.map(itemRow) : [])]
}

export function itemRow(item: InboxItem): InboxRow {
  return { kind: 'item', key: item.id, item }
}

function headRow(key: string, title: string, items: readonly InboxItem[], open: boolean): InboxRow {
  const unread = items.filter((item) => item.readAt === null).length
  return { kind: 'head', key, title, count: items.length, unread, open }
}
