import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { createDueWatch } from '../platform/due-watch.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { type Delivery, incidentKey, questionKey } from './delivery.ts'

/** So many items are told of one by one when they are archived together. */
const mostTold = 20

export type InboxDesk = ReturnType<typeof createInboxDesk>

/** What the user does with inbox items. Archiving answers no question and settles no trouble. */
export function createInboxDesk(core: Core, delivery: Delivery) {
  const { stores, unitOfWork, clock, logger } = core

  const change = (id: string, write: (item: InboxItem, work: Work) => void): InboxItem =>
    unitOfWork.run((work) => {
      const before = stores.inbox.get(id)
      if (!before)
        throw new RouteFailure('not_found', 'There is no such inbox item. It may have been removed.')
      write(before, work)
      const item = stores.inbox.get(id) ?? before
      work.publish('inbox.changed', { ...stores.inbox.counts(), item })
      return item
    })

  /** Tells of an item anew. Only what still wants something of the user calls for it. */
  const tell = (item: InboxItem, work: Work): void => {
    const { title, body, question, incident } = item
    if (question?.status === 'open') delivery.call(item, question, work)
    if (incident?.closedAt === null) {
      const urgent = incident.scope === 'model'
      const place = { screen: 'inbox' } as const
      delivery.notify({ key: incidentKey(incident.id), title, body, place, urgent }, work)
    }
  }
  const withdraw = ({ question, incident }: InboxItem, work: Work): void => {
    if (question?.status === 'open') delivery.withdraw(questionKey(question.id), work)
    if (incident?.closedAt === null) delivery.withdraw(incidentKey(incident.id), work)
  }

  const archive = (before: InboxItem, work: Work): void => {
    stores.inbox.archive(before.id, clock.now())
    withdraw(before, work)
  }

  /** Shows it again, and tells of it where it still waits for an answer or goes on. */
  const wake = (id: string): InboxItem =>
    change(id, (item, work) => {
      stores.inbox.clearSnooze(id)
      if (item.archivedAt === null) tell(item, work)
    })

  const snoozed = createDueWatch(clock, logger, {
    due: (now, limit) => stores.inbox.awake(now, limit),
    settle: ({ id }) => wake(id),
    failure: 'an inbox item could not be shown again',
    nextAt: () => stores.inbox.nextAwake(),
  })

  return {
    markRead: (id: string): InboxItem => change(id, () => stores.inbox.markRead(id, clock.now())),
    markUnread: (id: string): InboxItem => change(id, () => stores.inbox.markUnread(id)),
    unarchive: (id: string): InboxItem => change(id, () => stores.inbox.unarchive(id)),
    /**
     * Archives these, or everything in the view: there nothing wants the user. Says how many were not archived before. Many
     * make one event without an item, on which windows read the inbox again.
     */
    archiveMany(which: { readonly ids: readonly string[] } | { readonly filter: 'failed' | 'finished' }): {
      readonly archived: number
    } {
      return unitOfWork.run((work) => {
        if ('filter' in which) {
          const archived = stores.inbox.archiveAll(which.filter, clock.now())
          if (archived > 0) work.publish('inbox.changed', { ...stores.inbox.counts(), item: null })
          return { archived }
        }
        const items = stores.inbox.byIds(which.ids).filter(({ archivedAt }) => archivedAt === null)
        for (const item of items) archive(item, work)
        const counts = stores.inbox.counts()
        const told = items.length > mostTold ? [null] : stores.inbox.byIds(items.map(({ id }) => id))
        for (const item of told) work.publish('inbox.changed', { ...counts, item })
        return { archived: items.length }
      })
    },
    archive: (id: string): InboxItem => change(id, archive),
    /** Out of sight until `until` (epoch ms); an open question or trouble is then told again with a notification. */
    snooze(id: string, until: number): InboxItem {
      if (until <= clock.now())
        throw new RouteFailure('bad_input', 'Choose a time in the future to be reminded at.')
      const item = change(id, (before, work) => {
        stores.inbox.snooze(id, until)
        withdraw(before, work)
      })
      snoozed.look()
      return item
    },

    /** Wakes what has been snoozed long enough. Look at start and when the machine wakes. */
    snoozed,
  }
}
