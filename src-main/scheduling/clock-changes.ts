import { zoneClock } from './zone-clock.ts'

/** A change of a zone's clock: from `at` on (epoch ms) it is ahead of what it was before by `byMs`, or behind if negative. */
export interface ClockChange {
  readonly at: number
  readonly byMs: number
}

/** Every change of the zone's clock in (from, to], both epoch milliseconds, soonest first; none for an unknown zone. */
export function clockChanges(timeZone: string, from: number, to: number): ClockChange[] {
  const clock = zoneClock(timeZone)
  if (clock === null) return []
  const changes: ClockChange[] = []
  for (let at = clock.nextChange(from, to); at !== null; at = clock.nextChange(at, to)) {
    changes.push({ at, byMs: clock.offsetAt(at) - clock.offsetAt(at - 1) })
  }
  return changes
}
