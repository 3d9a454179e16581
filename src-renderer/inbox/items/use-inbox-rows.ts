import { useCallback, useMemo } from 'react'
import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import { inboxStore, loadMoreInbox, pageOf, useInboxPaging } from '../../stores/inbox-store.ts'
import { newestItemsFirst, viewOf } from '../../stores/inbox-view.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { useInboxPlace } from '../inbox-place.ts'
import { groupRows, type InboxRow, itemRow, itemsOf, snoozedRows, type TabView } from './inbox-rows.ts'
import { type InboxSearch, useInboxSearch } from '../use-inbox-search.ts'
import { type FirstPage, useFirstPage } from '../use-first-page.ts'
import { useSeen } from './use-seen.ts'

interface InboxRows {
  readonly rows: readonly InboxRow[]
  /** The items of the view, folded ones too; without the snoozed ones. */
  readonly items: readonly InboxItem[]
  /** How many are snoozed. */
  readonly snoozed: number
  readonly search: InboxSearch
  readonly firstPage: FirstPage
  readonly more: boolean
  loadMore(): Promise<boolean>
  /** Tries again what failed: the search, or the first page. */
  retry(): void
}

/** What a view shows, and how to get more of it. */
export function useInboxRows(view: TabView): InboxRows {
  const byId = inboxStore.use((state) => state.byId)
  const schedules = scheduleStore.use((state) => state.byId)
  const pages = useInboxPaging()
  const { search: text, scheduleId, grouped, toggled } = useInboxPlace()
  const search = useInboxSearch({ view, search: text, scheduleId })
  const found = search.state.kind === 'found' ? search.state.ids : null
  const first = useFirstPage(view, scheduleId)
  const seen = useSeen(byId, view)

  const items = useMemo(
    () => itemsOf(byId, { view, seen, scheduleId, found }),
    [byId, view, seen, scheduleId, found],
  )
  const sleeping = useMemo(
    () =>
      view !== 'needs-you' || found !== null
        ? []
        : newestItemsFirst(
            [...byId.values()].filter(
              (item) => viewOf(item) === 'snoozed' && (scheduleId === null || item.scheduleId === scheduleId),
            ),
          ),
    [byId, view, scheduleId, found],
  )
  const rows = useMemo(() => {
    const titleOf = (id: string | null): string =>
      id === null ? 'Without a schedule' : (schedules.get(id)?.title ?? 'A removed schedule')
    const main = grouped ? groupRows(items, { toggled, titleOf }) : items.map(itemRow)
    return [...main, ...snoozedRows(sleeping, toggled)]
  }, [items, sleeping, grouped, toggled, schedules])

  const loadPage = useCallback(() => loadMoreInbox(view, scheduleId), [view, scheduleId])
  const searched = search.state.kind === 'found'
  return {
    rows,
    items,
    snoozed: sleeping.length,
    search: search.state,
    more: search.state.kind === 'found' ? search.state.more : pageOf(pages, view, scheduleId).more,
    loadMore: searched ? search.loadMore : loadPage,
    firstPage: first.state,
    retry: () => (search.state.kind === 'failed' ? search.retry() : first.retry()),
  }
}
