import type { Incident } from '../../src-shared/domain/incident.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Failure } from '../../src-shared/domain/turn.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { CoveredFailure } from './covered-failure.ts'
import type { IncidentLog } from './incident-log.ts'
import { droppedWords, nameIn, recoveredWords, scheduleWords, type SettledWords } from './incident-words.ts'

/** So many failed fires in a row are a trouble, and no bad luck. */
const inARow = 3

export type ScheduleTroubles = ReturnType<typeof createScheduleTroubles>

/** Schedules that fail again and again of the same cause. Nothing here stops one: it goes on trying at its times. */
export function createScheduleTroubles(core: Core, log: IncidentLog) {
  const { stores, clock, unitOfWork } = core

  const nameOf = (scheduleId: string): string => stores.schedules.get(scheduleId)?.title ?? 'A schedule'

  /** When the first of enough failures in a row was, of which none belongs to an earlier trouble. */
  const streakSince = (scheduleId: string, cause: Failure['code']): number | null => {
    const closedAt = stores.incidents.lastClosedAt(scheduleId, cause)
    // One that was closed by a clock that ran ahead would hide every later failure.
    const after = closedAt !== null && closedAt <= clock.now() ? closedAt : Number.NEGATIVE_INFINITY
    const ends = stores.incidents.lastEnds(scheduleId, inARow)
    const isStreak = ends.length === inARow && ends.every((end) => end.cause === cause && end.at > after)
    return isStreak ? Math.min(...ends.map((end) => end.at)) : null
  }

  const closeAll = (scheduleId: string, words: (incident: Incident) => SettledWords, work: Work): void => {
    for (const incident of stores.incidents.openOf(scheduleId)) log.close(incident, words(incident), work)
  }

  const troubles = {
    /**
     * A run of a schedule has failed, and its row says so. `place` gives the visible conversation that hears of it. Returns
     * the trouble that tells of it, `null` if the run is to tell of itself.
     */
    failed(run: Run, failure: Failure, place: () => string | null, work: Work): CoveredFailure | null {
      const schedule = run.scheduleId === null ? undefined : stores.schedules.get(run.scheduleId)
      if (!schedule) return null
      const words = (incident: Pick<Incident, 'failures' | 'openedAt'>) =>
        scheduleWords(schedule.title, failure.message, schedule.nextAt !== null, log.tally(incident))
      const open = stores.incidents.openOf(schedule.id).find(({ cause }) => cause === failure.code)
      if (open) {
        log.count(open, words({ ...open, failures: open.failures + 1 }), work)
        return { scope: 'schedule', isNew: false }
      }
      // A run that is under way when its schedule is paused begins nothing that nobody would end.
      const since = schedule.enabled ? streakSince(schedule.id, failure.code) : null
      if (since === null) return null
      log.open(
        {
          subject: { scope: 'schedule', scheduleId: schedule.id, connectionId: null },
          cause: failure.code,
          failures: inARow,
          since,
          words: words({ failures: inARow, openedAt: since }),
          runId: run.id,
          conversationId: place(),
          alert: schedule.policies.result === 'silent' ? 'none' : 'plain',
        },
        work,
      )
      return { scope: 'schedule', isNew: true }
    },

    /** The schedule has done its work. */
    recovered(scheduleId: string, work: Work): void {
      const at = log.at(clock.now())
      closeAll(scheduleId, (incident) => recoveredWords(nameOf(scheduleId), at, log.tally(incident)), work)
    },

    /** Nobody expects it to run any more; `why` is a sentence for people. */
    dropped(scheduleId: string, name: string, why: string, work: Work): void {
      closeAll(scheduleId, (incident) => droppedWords(name, why, log.tally(incident)), work)
    },

    /** Closes what a schedule had open that was paused or removed: also what was, right before a crash. */
    sweep(scheduleId: string): void {
      const [open] = stores.incidents.openOf(scheduleId)
      const schedule = stores.schedules.get(scheduleId)
      if (!open || schedule?.enabled === true) return
      const why = schedule ? 'The schedule was paused.' : 'The schedule was removed.'
      unitOfWork.run((work) => {
        const name = schedule?.title ?? nameIn(open.title)
        troubles.dropped(scheduleId, name, why, work)
      })
    },
  }
  return troubles
}
