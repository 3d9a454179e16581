import type { Incident } from '../../src-shared/domain/incident.ts'
import { type Delivery, incidentKey } from '../inbox/delivery.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { IncidentWords, SettledWords, Tally } from './incident-words.ts'

/** A trouble that begins. */
export interface Beginning {
  readonly subject: Pick<Incident, 'scope' | 'scheduleId' | 'connectionId'>
  readonly cause: Incident['cause']
  readonly failures: number
  /** When the first of the failures was. */
  readonly since: number
  readonly words: IncidentWords
  /** What the inbox item leads to. */
  readonly runId: string | null
  readonly conversationId: string | null
  /** How the desktop tells of it; `none` where the user sees it anyway or wanted to hear nothing. */
  readonly alert: 'urgent' | 'plain' | 'none'
}

export type IncidentLog = ReturnType<typeof createIncidentLog>

/** Writes an incident, its one inbox item and its one notification together. Every call is part of the caller's transaction. */
export function createIncidentLog(core: Core, delivery: Delivery) {
  const { stores, clock, ids } = core

  const changed = (id: string, work: Work): Incident => {
    const incident = stores.incidents.get(id)
    if (!incident) throw new Error('an incident vanished in its own transaction')
    work.publish('incident.changed', incident)
    return incident
  }
  const rewordItem = (
    id: string,
    words: { title: string; body: string },
    read: boolean,
    work: Work,
  ): void => {
    const item = stores.inbox.byIncident(id)
    if (!item) return
    stores.inbox.reword(item.id, words)
    if (read) stores.inbox.markRead(item.id, clock.now())
    work.publish('inbox.changed', { ...stores.inbox.counts(), item: stores.inbox.get(item.id) ?? null })
  }

  const log = {
    open(beginning: Beginning, work: Work): Incident {
      const { subject, cause, failures, since, words, runId, conversationId, alert } = beginning
      const id = ids.next('incident')
      const { title, body, itemBody } = words
      stores.incidents.insert({
        id,
        ...subject,
        cause,
        title,
        body,
        failures,
        openedAt: since,
        lastAt: clock.now(),
        closedAt: null,
        closedReason: null,
      })
      const kind = subject.scope === 'schedule' ? 'failure' : 'system'
      const about = { runId, questionId: null, conversationId, incidentId: id }
      delivery.item({ kind, title, body: itemBody, ...about }, work)
      const place = { screen: 'inbox' } as const
      if (alert !== 'none')
        delivery.notify({ key: incidentKey(id), title, body, place, urgent: alert === 'urgent' }, work)
      return changed(id, work)
    },

    /** One more failure of what goes on: nobody is called again. */
    count({ id }: Incident, { title, body, itemBody }: IncidentWords, work: Work): Incident {
      stores.incidents.count(id, clock.now(), body)
      rewordItem(id, { title, body: itemBody }, false, work)
      return changed(id, work)
    },

    close({ id }: Incident, { title, body, reason }: SettledWords, work: Work): void {
      if (!stores.incidents.close(id, clock.now(), reason)) return
      rewordItem(id, { title, body }, true, work)
      delivery.withdraw(incidentKey(id), work)
      changed(id, work)
    },

    /** An instant in the system's zone, as “Sat 21 Nov at 09:00”. */
    at(instant: number): string {
      const timeZone = clock.timeZone()
      const day = { weekday: 'short', day: 'numeric', month: 'short', timeZone } as const
      const time = { hour: '2-digit', minute: '2-digit', timeZone } as const
      const words = (options: Intl.DateTimeFormatOptions): string =>
        new Intl.DateTimeFormat('en-GB', options).format(instant).replace(',', '')
      return `${words(day)} at ${words(time)}`
    },

    tally: ({ failures, openedAt }: Pick<Incident, 'failures' | 'openedAt'>): Tally => ({
      failures,
      since: log.at(openedAt),
    }),
  }
  return log
}
