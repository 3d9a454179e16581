import type { Bounds, Trigger } from '../../src-shared/domain/schedule.ts'
import { localDate } from './instant-words.ts'
import { nextWithin } from './next-within.ts'
import { zoneClock } from './zone-clock.ts'

const dayMs = 86_400_000

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

/** The next instants at which a schedule would run, soonest first, within its start, end, number of runs and excluded dates. */
export function nextInstants(trigger: Trigger, query: PreviewQuery): number[] {
  const { bounds = {}, runsCount = 0 } = query
  const zone = trigger.kind === 'cron' ? trigger.timeZone : (query.timeZone ?? 'UTC')
  const excluded = new Set(bounds.exclude)
  const count = Math.min(query.count, (bounds.maxRuns ?? Infinity) - runsCount)
  const instants: number[] = []
  let at = nextWithin(trigger, bounds, query.after)
  while (at !== null && instants.length < count) {
    const isExcluded = excluded.size > 0 && excluded.has(localDate(at, zone))
    if (!isExcluded) instants.push(at)
    at = nextWithin(trigger, bounds, isExcluded ? endOfDay(at, zone) : at)
  }
  return instants
}
