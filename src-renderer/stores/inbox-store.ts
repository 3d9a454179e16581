import { create } from 'zustand'
import type { Incident } from '../../src-shared/domain/incident.ts'
import type { InboxCounts, InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { after } from '../platform/after.ts'
import { now } from '../platform/now.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'
import { firstInboxViews, type InboxView, viewOf } from './inbox-view.ts'
import { incidentStore } from './incident-store.ts'

/** The items that are loaded, archived ones too once they were asked for. */
export const inboxStore = createEntityStore<InboxItem>()

/** How far one view, or one view of one schedule, is loaded. */
export interface InboxPage {
  /** Whether there may be older items than the ones that paging has reached. */
  readonly more: boolean
  /** The instant of the oldest item that paging has reached. Older items may be loaded for other reasons. */
  readonly reached: number | null
}

const nothingYet: InboxPage = { more: true, reached: null }

/** By `pageKey`. What is not there was never asked for. */
export const useInboxPaging = create<ReadonlyMap<string, InboxPage>>()(() => new Map())

export function pageKey(view: InboxView, scheduleId: string | null): string {
  return scheduleId === null ? view : `${view} ${scheduleId}`
}

/** How far the view is loaded. With a schedule it is never further than the whole view is. */
export function pageOf(
  pages: ReadonlyMap<string, InboxPage>,
  view: InboxView,
  scheduleId: string | null,
): InboxPage {
  const whole = pages.get(view)
  if (whole && !whole.more) return whole
  return pages.get(pageKey(view, scheduleId)) ?? nothingYet
}

/** The numbers of navigation, badge and tray, as the main process counts them: what is not loaded is in them. */
export const useInboxCounts = create<InboxCounts>()(() => ({ waiting: 0, unread: 0 }))

export const inboxPageSize = 100
/** As many as one call gives. */
const mostAtOnce = 500

function loadedOf(view: InboxView): number {
  return [...inboxStore.use.getState().byId.values()].filter((item) => viewOf(item) === view).length
}

/** The numbers, and the newest page of every view but the archive. */
export async function loadInbox(): Promise<boolean> {
  void loadInboxCounts()
  return withNewestIncidents(() => inboxStore.fetchFirst(() => firstPages(() => inboxPageSize)))
}

/** @param wanted How many items of a view, at least a page. */
async function firstPages(wanted: (view: InboxView) => number): Promise<Result<readonly InboxItem[]>> {
  const pages = await Promise.all(
    firstInboxViews.map(async (view) => {
      const limit = Math.min(Math.max(wanted(view), inboxPageSize), mostAtOnce)
      return { view, limit, page: await call('inbox.list', { filter: view, limit }) }
    }),
  )
  const items: InboxItem[] = []
  for (const { view, limit, page } of pages) {
    if (!page.ok) return page
    notePage(view, null, page.data, limit)
    items.push(...page.data)
  }
  return { ok: true, data: items }
}

/** Counts anew, unless an event tells the numbers meanwhile: that is newer than the reply. */
export async function loadInboxCounts(): Promise<void> {
  let toldMeanwhile = false
  const stop = useInboxCounts.subscribe(() => (toldMeanwhile = true))
  const result = await call('inbox.counts', {})
  stop()
  if (result.ok && !toldMeanwhile) useInboxCounts.setState(result.data)
}

/** A trouble that changes while items are on their way has no item here yet that could follow it. */
async function withNewestIncidents(fetch: () => Promise<boolean>): Promise<boolean> {
  const before = incidentStore.use.getState().byId
  const worked = await fetch()
  for (const [id, incident] of incidentStore.use.getState().byId)
    if (before.get(id) !== incident) applyIncidentToInbox(incident)
  return worked
}

function notePage(
  view: InboxView,
  scheduleId: string | null,
  page: readonly InboxItem[],
  limit = inboxPageSize,
): void {
  useInboxPaging.setState((pages) => {
    const key = pageKey(view, scheduleId)
    const reached = page.at(-1)?.at ?? pages.get(key)?.reached ?? null
    return new Map(pages).set(key, { more: page.length >= limit, reached })
  }, true)
}

/** The next page of a view, older than what paging has reached; the first one where nothing was asked for yet. */
export async function loadMoreInbox(view: InboxView, scheduleId: string | null = null): Promise<boolean> {
  const { reached } = pageOf(useInboxPaging.getState(), view, scheduleId)
  return withNewestIncidents(() =>
    inboxStore.fetchMore(async () => {
      const page = await call('inbox.list', {
        filter: view,
        limit: inboxPageSize,
        ...(scheduleId !== null && { scheduleId }),
        // A page holds all of its last instant: what follows is older.
        ...(reached !== null && { before: reached }),
      })
      if (page.ok) notePage(view, scheduleId, page.data)
      return page
    }),
  )
}

let reload: (() => void) | null = null

/** Reads the inbox anew soon, when many items were changed at once and nothing says which; many calls in a short time make one. */
export function reloadInboxSoon(): void {
  reload ??= after(150, () => {
    reload = null
    void loadInboxCounts()
    useInboxPaging.setState(new Map(), true)
    void withNewestIncidents(() => inboxStore.fetchAll(() => firstPages(loadedOf)))
  })
}

/** Files loaded items in the archive, as the main process has just done. */
export function applyArchived(ids: readonly string[]): void {
  const { byId } = inboxStore.use.getState()
  for (const id of ids) {
    const item = byId.get(id)
    const at = now()
    if (item && item.archivedAt === null)
      inboxStore.put({ ...item, archivedAt: at, readAt: item.readAt ?? at })
  }
}

/** Keeps an item's copy of its question as new as the question itself. */
export function applyQuestionToInbox(question: Question): void {
  const { id, status } = question
  for (const item of inboxStore.use.getState().byId.values()) {
    if (item.questionId === id) inboxStore.put({ ...item, question })
    else if (status !== 'open' && item.sameQuestionIds.includes(id))
      inboxStore.put({ ...item, sameQuestionIds: item.sameQuestionIds.filter((same) => same !== id) })
  }
}

/** Keeps an item's copy of its trouble as new as the trouble itself. */
export function applyIncidentToInbox(incident: Incident): void {
  for (const item of inboxStore.use.getState().byId.values()) {
    if (item.incident?.id === incident.id) inboxStore.put({ ...item, incident })
  }
}

export function resetInboxPaging(): void {
  reload?.()
  reload = null
  useInboxPaging.setState(new Map(), true)
  useInboxCounts.setState({ waiting: 0, unread: 0 })
}
