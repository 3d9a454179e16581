import type { Incident } from '../../src-shared/domain/incident.ts'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { after } from '../platform/after.ts'
import { now } from '../platform/now.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { Refusal } from './refusal.ts'
import { found, store } from './row-table.ts'
import type { World } from './world.ts'

const recoveryMs = 1500

interface Emitters {
  emit(event: AppEvent): void
  inboxChange(item: InboxItem): void
}

/** The part of the fake main process that runs and troubles use; a trouble that is tried again is settled soon. */
export function fakeRunRoutes(world: World, { emit, inboxChange }: Emitters): FakeRoutes {
  const settle = (id: string): void => {
    const before = found(world.incidents, id)
    if (before.closedAt !== null) return
    const incident: Incident = { ...before, closedAt: now(), closedReason: 'It works again.' }
    emit({ event: 'incident.changed', data: store(world.incidents, incident) })
    const item = world.inbox.find((one) => one.incident?.id === id)
    if (item) inboxChange({ ...item, incident, body: 'It works again, and goes on.', readAt: now() })
  }
  return {
    'runs.list': ({ scheduleId, status, reason, before = Infinity, limit = 100 }) => {
      const runs = world.runs
        .filter((run) => scheduleId === undefined || run.scheduleId === scheduleId)
        .filter((run) => status === undefined || [status].flat().includes(run.status))
        .filter((run) => reason === undefined || (run.reasonCode && [reason].flat().includes(run.reasonCode)))
        .filter((run) => run.nominalAt < before)
        .toSorted((a, b) => b.nominalAt - a.nominalAt)
      return {
        runs: runs.slice(0, limit),
        nextBefore: runs.length > limit ? (runs[limit - 1]?.nominalAt ?? null) : null,
      }
    },
    'runs.get': ({ id }) => ({
      ...found(world.runs, id),
      events: world.runEvents.filter((event) => event.runId === id),
    }),
    'runs.cancel': ({ id }) => {
      const run = {
        ...found(world.runs, id),
        status: 'cancelled' as const,
        reason: 'Stopped by you',
        reasonCode: 'cancelled' as const,
        endedAt: now(),
      }
      emit({ event: 'run.changed', data: store(world.runs, run) })
      return run
    },
    'incidents.list': ({ open = false }) =>
      world.incidents
        .filter((incident) => !open || incident.closedAt === null)
        .toSorted((a, b) => b.openedAt - a.openedAt),
    'incidents.retry': ({ id }) => {
      const incident = found(world.incidents, id)
      if (incident.closedAt !== null) throw new Refusal('conflict', 'It is settled already.')
      after(recoveryMs, () => settle(id))
      return incident
    },
  }
}
