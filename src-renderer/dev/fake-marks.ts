import type { Run } from '../../src-shared/domain/run.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { SlotMark } from '../../src-shared/ipc/schedule-routes.ts'

const day = 86_400_000
const pasts: readonly Partial<SlotMark>[] = [
  { status: 'succeeded' },
  { status: 'succeeded', late: true, reasonCode: 'asleep', reason: 'Due 09:00, ran 11:12: asleep' },
  { status: 'succeeded' },
  { status: 'missed', reasonCode: 'not-running', reason: 'Dormouse was not running' },
  { status: 'succeeded' },
  { status: 'failed', reason: 'The model was overloaded, and stayed so for five tries.' },
  { status: 'succeeded' },
  { status: 'skipped', reasonCode: 'previous-waiting', reason: 'the run before was waiting for you' },
]

/**
 * The last times of a schedule: those that its runs are of, and before them some of every kind, one a day, for a schedule
 * that has run oftener than the rows say.
 */
export function fakeMarks(schedule: Schedule, runs: readonly Run[], limit: number, now: number): SlotMark[] {
  const own = runs
    .filter((run) => run.scheduleId === schedule.id && run.origin === 'schedule' && !run.dryRun)
    .toSorted((a, b) => a.nominalAt - b.nominalAt)
    .map((run): SlotMark => {
      const { id, nominalAt, startedAt, status, reason, reasonCode } = run
      const late = startedAt !== null && startedAt - nominalAt > 60_000
      return { runId: id, nominalAt, startedAt, status, late, reason, reasonCode }
    })
    .slice(-limit)
  const oldest = own[0]?.nominalAt ?? now
  const missing = Math.max(0, Math.min(limit, schedule.runsCount) - own.length)
  const older = Array.from({ length: missing }, (_, index): SlotMark => {
    const nominalAt = oldest - (missing - index) * day
    const past = pasts[index % pasts.length]
    return {
      runId: `${schedule.id} ${nominalAt}`,
      nominalAt,
      startedAt: nominalAt + (past?.late ? 2.2 * 3_600_000 : 0),
      status: 'succeeded',
      late: false,
      reason: null,
      reasonCode: null,
      ...past,
    }
  })
  return [...older, ...own]
}
