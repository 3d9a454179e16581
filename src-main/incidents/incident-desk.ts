import type { Incident } from '../../src-shared/domain/incident.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Failure, Turn } from '../../src-shared/domain/turn.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import type { Delivery } from '../inbox/delivery.ts'
import { conflict, notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { CoveredFailure } from './covered-failure.ts'
import { createIncidentLog } from './incident-log.ts'
import { createModelHolds, type MakeUpFor } from './model-holds.ts'
import { createScheduleTroubles } from './schedule-troubles.ts'

export type IncidentDesk = ReturnType<typeof createIncidentDesk>

/** Troubles that last: what opens them, what counts, what settles them, and what the user can do about them. */
export function createIncidentDesk(
  core: Core,
  parts: {
    readonly delivery: Delivery
    /** `undefined` when there is no such connection any more. */
    readonly connectionName: (id: string) => string | undefined
    /** Whether the user sees the main window now. */
    readonly isWatched: () => boolean
    /** Something may start now. */
    readonly kick: () => void
    readonly makeUpFor: MakeUpFor
  },
) {
  const { stores, unitOfWork } = core
  const log = createIncidentLog(core, parts.delivery)
  const holds = createModelHolds(core, log, parts)
  const troubles = createScheduleTroubles(core, log)

  return {
    held: holds.held,
    lift: holds.lift,
    replied: holds.replied,
    started: holds.started,
    rested: holds.rested,

    /**
     * A turn, or the run that it belongs to, has failed, and their rows say so. `place` gives the visible conversation that
     * hears of the run. Returns the incident that tells of it, `null` if it is to tell of itself. Part of the caller's
     * transaction, as are `replied`, `started`, `rested` and `succeeded`.
     */
    failed(
      turn: Turn,
      failure: Failure,
      about: { readonly run?: Run; readonly place: () => string | null },
      work: Work,
    ): CoveredFailure | null {
      const { run, place } = about
      const alert = run === undefined && parts.isWatched() ? 'none' : 'urgent'
      const held = holds.failed(turn, failure, { run, alert }, work)
      return held ?? (run ? troubles.failed(run, failure, place, work) : null)
    },

    succeeded(run: Run, work: Work): void {
      if (run.scheduleId !== null) troubles.recovered(run.scheduleId, work)
    },

    /** What is settled by something that is no turn. */
    hear({ event, data }: AppEvent): void {
      if (event === 'schedule.changed' && ('removed' in data || !data.enabled)) troubles.sweep(data.id)
      if (event === 'connection.changed' && 'removed' in data) holds.drop(data.id)
      if (event === 'run.changed' && data.turnId === null && data.status === 'succeeded' && !data.dryRun) {
        const { scheduleId } = data
        if (scheduleId === null || stores.incidents.openOf(scheduleId).length === 0) return
        unitOfWork.run((work) => troubles.recovered(scheduleId, work))
      }
    },

    /**
     * Tries again now. A schedule runs; a connection lets everything through, with each schedule of which it made a run
     * fail, once. The incident closes when something succeeds. Errors: `not_found`; `conflict` when it is closed.
     */
    retry(id: string, runNow: (scheduleId: string, work: Work) => void): Incident {
      return unitOfWork.run((work) => {
        const incident = stores.incidents.get(id)
        if (!incident) throw notFound('There is no such incident.')
        const { scheduleId, connectionId, cause, openedAt, closedAt, closedReason } = incident
        if (closedAt !== null) throw conflict(`This is settled: ${closedReason ?? 'it works again.'}`)
        if (scheduleId !== null) runNow(scheduleId, work)
        if (connectionId !== null) {
          for (const struck of stores.incidents.struckSchedules(connectionId, cause, openedAt)) {
            const isWaiting = stores.runs.active(struck).length > 0
            if (stores.schedules.get(struck)?.enabled === true && !isWaiting) runNow(struck, work)
          }
          holds.tryAll(connectionId, work)
        }
        return stores.incidents.get(id) ?? incident
      })
    },

    /** Takes up the open ones, and settles those whose subject went away while nobody looked. */
    start(): void {
      for (const { scheduleId, connectionId } of stores.incidents.open()) {
        if (scheduleId !== null) troubles.sweep(scheduleId)
        if (connectionId !== null && parts.connectionName(connectionId) === undefined)
          holds.drop(connectionId)
      }
      holds.start()
    },

    stop: holds.stop,
  }
}
