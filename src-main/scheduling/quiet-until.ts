import type { Bounds } from '../../src-shared/domain/schedule.ts'
import { zoneClock } from './zone-clock.ts'

const dayMs = 86_400_000

/**
 * An instant at or after `at`, which lies in quiet hours, up to which (inclusive) they last for certain: just before the
 * hours open next, or before the clock changes. Epoch milliseconds, judged in the zone.
 */
export function quietUntil(at: number, hours: NonNullable<Bounds['hours']>, timeZone: string): number {
  const clock = zoneClock(timeZone)
  if (clock === null) return at
  const wall = clock.wallAt(at)
  const midnight = Math.floor(wall / dayMs) * dayMs
  const opens = midnight + Date.parse(`1970-01-01T${hours.from}:00Z`)
  const opening = clock.instantOf(opens > wall ? opens : opens + dayMs)
  const change = clock.nextChange(at, opening) ?? opening
  return Math.max(at, Math.min(opening, change) - 1)
}
