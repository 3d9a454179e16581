import { create } from 'zustand'
import type { Incident } from '../../src-shared/domain/incident.ts'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'
import { incidentStore } from './incident-store.ts'

/** The items that are loaded, archived ones too once they were asked for. */
export const inboxStore = createEntityStore<InboxItem>()

interface InboxPaging {
  /** Whether there may be older items of `all` and `archived` than the ones loaded. */
  readonly more: { readonly all: boolean; readonly archived: boolean }
  /** The instant of the oldest item that paging has reached. Older items may be loaded for other reasons. */
  readonly reached: { readonly all: number | null; readonly archived: number | null }
}

const firstPaging: InboxPaging = {
  more: { all: true, archived: true },
  reached: { all: null, archived: null },
}
export const useInboxPaging = create<InboxPaging>()(() => firstPaging)

/** Unread items of any kind, the ones that are not loaded included. */
export const useUnread = create<{ readonly unread: number }>()(() => ({ unread: 0 }))

export const inboxPageSize = 100

/** What needs the user, and the newest page of everything that is not archived. */
export async function loadInbox(): Promise<boolean> {
  return withNewestIncidents(() =>
    inboxStore.fetchFirst(async () => {
      const [waiting, all] = await Promise.all([
        call('inbox.list', { filter: 'needs-you', limit: 500 }),
        call('inbox.list', { filter: 'all', limit: inboxPageSize }),
      ])
      if (!waiting.ok) return waiting
      if (!all.ok) return all
      notePage('all', all.data)
      return { ok: true, data: [...all.data, ...waiting.data] }
    }),
  )
}

/** A trouble that changes while items are on their way has no item here yet that could follow it. */
async function withNewestIncidents(fetch: () => Promise<boolean>): Promise<boolean> {
  const before = incidentStore.use.getState().byId
  const worked = await fetch()
  for (const [id, incident] of incidentStore.use.getState().byId)
    if (before.get(id) !== incident) applyIncidentToInbox(incident)
  return worked
}

function notePage(filter: 'all' | 'archived', page: readonly InboxItem[]): void {
  useInboxPaging.setState(({ more, reached }) => ({
    more: { ...more, [filter]: page.length === inboxPageSize },
    reached: { ...reached, [filter]: page.at(-1)?.at ?? reached[filter] },
  }))
}

/** The next page of `all` or `archived`, older than what paging has reached. */
export async function loadMoreInbox(filter: 'all' | 'archived'): Promise<boolean> {
  const reached = useInboxPaging.getState().reached[filter]
  return withNewestIncidents(() =>
    inboxStore.fetchMore(async () => {
      const page = await call('inbox.list', {
        filter,
        limit: inboxPageSize,
        // `before` is exclusive, and several items may share an instant; what is loaded already is merged by its id.
        ...(reached !== null && { before: reached + 1 }),
      })
      if (page.ok) notePage(filter, page.data)
      return page
    }),
  )
}

/** Keeps an item's copy of its question as new as the question itself. */
export function applyQuestionToInbox(question: Question): void {
  for (const item of inboxStore.use.getState().byId.values()) {
    if (item.questionId === question.id) inboxStore.put({ ...item, question })
  }
}

/** Keeps an item's copy of its trouble as new as the trouble itself. */
export function applyIncidentToInbox(incident: Incident): void {
  for (const item of inboxStore.use.getState().byId.values()) {
    if (item.incident?.id === incident.id) inboxStore.put({ ...item, incident })
  }
}

/** Whether there is something left to do about the item: a question that is open, or a trouble that lasts. */
export function isUnsettled({ question, incident }: InboxItem): boolean {
  return question?.status === 'open' || incident?.closedAt === null
}

/** Whether the item waits for the user at `at`: unsettled, and neither archived nor snoozed beyond it. */
export function needsYou(item: InboxItem, at: number): boolean {
  return (
    isUnsettled(item) && item.archivedAt === null && (item.snoozedUntil === null || item.snoozedUntil <= at)
  )
}

/** The loaded items of a list, newest first. */
export function inboxView(
  byId: ReadonlyMap<string, InboxItem>,
  filter: 'all' | 'archived',
): readonly InboxItem[] {
  return [...byId.values()]
    .filter((item) => (item.archivedAt === null) === (filter === 'all'))
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
}

export function resetInboxPaging(): void {
  useInboxPaging.setState(firstPaging, true)
  useUnread.setState({ unread: 0 })
}
