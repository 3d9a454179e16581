import { zoneClock } from './zone-clock.ts'

const dayMs = 86_400_000

/**
 * The first instant of the day that `now` falls on in the IANA zone, both in epoch milliseconds: where the clock skips
 * midnight, the first instant after the gap; where it repeats it, the first of the two. UTC for a zone that is not known.
 */
export function startOfDay(now: number, timeZone: string): number {
  const clock = zoneClock(timeZone)
  const wall = clock?.wallAt(now) ?? now
  const midnight = wall - (((wall % dayMs) + dayMs) % dayMs)
  return clock?.instantOf(midnight) ?? midnight
}
