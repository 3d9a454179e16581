import type { Bounds, Trigger } from '../../src-shared/domain/schedule.ts'
import { localDate } from './instant-words.ts'
import { nextWithin } from './next-within.ts'

/** Excluded dates are days; a trigger of one fire a second has this many on each of them to step over. */
const mostSteps = 200_000

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

/** The next instants at which a schedule would run, soonest first, within its start, end, number of runs and excluded dates. */
export function nextInstants(trigger: Trigger, query: PreviewQuery): number[] {
  const { bounds = {}, runsCount = 0 } = query
  const zone = trigger.kind === 'cron' ? trigger.timeZone : (query.timeZone ?? 'UTC')
  const excluded = new Set(bounds.exclude)
  const count = Math.min(query.count, (bounds.maxRuns ?? Infinity) - runsCount)
  const instants: number[] = []
  let at = nextWithin(trigger, bounds, query.after)
  for (let step = 0; at !== null && instants.length < count && step < mostSteps; step++) {
    if (excluded.size === 0 || !excluded.has(localDate(at, zone))) instants.push(at)
    at = nextWithin(trigger, bounds, at)
  }
  return instants
}
