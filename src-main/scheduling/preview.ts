import type { Bounds, Trigger } from '../../src-shared/domain/schedule.ts'
import { localDate } from './instant-words.ts'
import { nextWithin } from './next-within.ts'
import { isOpenHour } from './open-hours.ts'
import { quietUntil } from './quiet-until.ts'
import { zoneClock } from './zone-clock.ts'

const dayMs = 86_400_000
/**
 * When so many fires in a row, or all of so long a time, fall into quiet hours, the rest is taken to do so too. A daily one
 * meets every change of the clock in it, and an interval of nearly a day goes once around the clock.
 */
const mostQuiet = { fires: 2000, ms: 30 * 366 * dayMs } as const

export interface PreviewQuery {
  /** Epoch milliseconds; the instants are strictly later. */
  readonly after: number
  /** How many instants at most. */
  readonly count: number
  readonly bounds?: Bounds | undefined
  /** For the local dates of `exclude` when the trigger has no zone of its own; UTC when left out. */
  readonly timeZone?: string | undefined
  /** How many runs of `maxRuns` are used already. */
  readonly runsCount?: number | undefined
}

/** The last millisecond of the local day of `at`, or `at` when the clock has gone back over midnight since. */
function endOfDay(at: number, timeZone: string): number {
  const clock = zoneClock(timeZone)
  if (clock === null) return at
  const midnight = (Math.floor(clock.wallAt(at) / dayMs) + 1) * dayMs
  return Math.max(at, clock.instantOf(midnight) - 1)
}

/**
 * The next instants at which a schedule would run, soonest first, within its start, end, number of runs and hours, and
 * without its excluded dates.
 */
export function nextInstants(trigger: Trigger, query: PreviewQuery): number[] {
  const { bounds = {}, runsCount = 0 } = query
  const zone = trigger.kind === 'cron' ? trigger.timeZone : (query.timeZone ?? 'UTC')
  const excluded = new Set(bounds.exclude)
  const count = Math.min(query.count, (bounds.maxRuns ?? Infinity) - runsCount)
  const instants: number[] = []
  let quiet = 0
  let quietSince = query.after
  let at = nextWithin(trigger, bounds, query.after)
  while (at !== null && instants.length < count) {
    let passed = at
    if (excluded.size > 0 && excluded.has(localDate(at, zone))) passed = endOfDay(at, zone)
    else if (bounds.hours !== undefined && !isOpenHour(at, bounds.hours, zone)) {
      if (quiet++ === 0) quietSince = at
      if (quiet > mostQuiet.fires || at - quietSince > mostQuiet.ms) break
      passed = quietUntil(at, bounds.hours, zone)
    } else {
      instants.push(at)
      quiet = 0
    }
    at = nextWithin(trigger, bounds, passed)
  }
  return instants
}
