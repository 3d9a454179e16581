import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { type Delivery, incidentKey, questionKey } from './delivery.ts'

export type InboxDesk = ReturnType<typeof createInboxDesk>

/** What the user does with inbox items. Archiving answers no question and settles no trouble. */
export function createInboxDesk(core: Core, delivery: Delivery) {
  const { stores, unitOfWork, clock, logger } = core
  let cancelTimer: (() => void) | null = null

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
  const tell = ({ title, body, question, incident }: InboxItem, work: Work): void => {
    if (question?.status === 'open') {
      const { id: questionId, prompt } = question
      const place = { screen: 'inbox', questionId } as const
      delivery.notify({ key: questionKey(questionId), title, body: prompt, place, urgent: true }, work)
    }
    if (incident?.closedAt === null) {
      const urgent = incident.scope === 'model'
      delivery.notify(
        { key: incidentKey(incident.id), title, body, place: { screen: 'inbox' }, urgent },
        work,
      )
    }
  }
  const withdraw = ({ question, incident }: InboxItem, work: Work): void => {
    if (question?.status === 'open') delivery.withdraw(questionKey(question.id), work)
    if (incident?.closedAt === null) delivery.withdraw(incidentKey(incident.id), work)
  }

  /** Shows it again, and tells of it where it still waits for an answer or goes on. */
  const wake = (id: string): InboxItem =>
    change(id, (item, work) => {
      stores.inbox.clearSnooze(id)
      if (item.archivedAt === null) tell(item, work)
    })

  const desk = {
    markRead: (id: string): InboxItem => change(id, () => stores.inbox.markRead(id, clock.now())),
    markUnread: (id: string): InboxItem => change(id, () => stores.inbox.markUnread(id)),
    unarchive: (id: string): InboxItem => change(id, () => stores.inbox.unarchive(id)),
    /** Archives these, or what is in the view and needs nothing of the user any more. */
    archiveMany(which: { readonly ids: readonly string[] } | { readonly filter: 'failed' | 'finished' }): {
      readonly archived: number
    } {
      const ids =
        'ids' in which
          ? which.ids
          : stores.inbox.list(which.filter, clock.now(), null, 1000).map(({ id }) => id)
      for (const id of ids) desk.archive(id)
      return { archived: ids.length }
    },
    archive: (id: string): InboxItem =>
      change(id, (before, work) => {
        stores.inbox.archive(id, clock.now())
        withdraw(before, work)
      }),
    /** Out of sight until `until` (epoch ms); an open question or trouble is then told again with a notification. */
    snooze(id: string, until: number): InboxItem {
      if (until <= clock.now())
        throw new RouteFailure('bad_input', 'Choose a time in the future to be reminded at.')
      const item = change(id, (before, work) => {
        stores.inbox.snooze(id, until)
        withdraw(before, work)
      })
      desk.watchSnoozed()
      return item
    },

    /** Wakes what has been snoozed long enough, and sets a timer for the next. Call at start and when the machine wakes. */
    watchSnoozed(): void {
      cancelTimer?.()
      cancelTimer = null
      for (const { id } of stores.inbox.awake(clock.now())) {
        try {
          wake(id)
        } catch (error) {
          // The row still says that it is due: the timer below comes back to it.
          logger.error('an inbox item could not be shown again', { item: id, error: String(error) })
        }
      }
      const next = stores.inbox.nextAwake()
      if (next !== null)
        cancelTimer = clock.after(Math.max(next - clock.now(), 1000), () => desk.watchSnoozed())
    },

    stop(): void {
      cancelTimer?.()
      cancelTimer = null
    },
  }
  return desk
}
