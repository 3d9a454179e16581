import type { Bounds, Schedule, Trigger } from '../../src-shared/domain/schedule.ts'
import { nextFire } from './next-fire.ts'

/**
 * The first fire strictly after `after` that lies within `notBefore` and `notAfter` (both inclusive), or null when there
 * is none. Excluded dates are not left out: their slots become rows that say so.
 */
export function nextWithin(trigger: Trigger, bounds: Bounds, after: number): number | null {
  const from = bounds.notBefore === undefined ? after : Math.max(after, bounds.notBefore - 1)
  const next = nextFire(trigger, from)
  return next === null || (bounds.notAfter !== undefined && next > bounds.notAfter) ? null : next
}

/** The first slot after `after` that a schedule may still run, or null when there is none or all its runs are used. */
export function nextSlot(
  { trigger, policies: { bounds }, runsCount }: Pick<Schedule, 'trigger' | 'policies' | 'runsCount'>,
  after: number,
): number | null {
  return runsCount >= (bounds.maxRuns ?? Infinity) ? null : nextWithin(trigger, bounds, after)
}
