import type { Settings } from '../../src-shared/domain/settings.ts'
import { isOpenHour } from './open-hours.ts'
import { quietUntil } from './quiet-until.ts'

/**
 * Up to which instant (epoch ms, exclusive) it is quiet at `now`, by the wall clock of the zone; it may have to be asked
 * again then, where the clock changes before. `null`: it is not quiet. Hours that begin when they end are none.
 */
export function quietHoursEnd(hours: Settings['quietHours'], now: number, timeZone: string): number | null {
  if (hours === null || hours.from === hours.to || !isOpenHour(now, hours, timeZone)) return null
  // The same hours the other way round are those in which it is not quiet.
  return quietUntil(now, { from: hours.to, to: hours.from }, timeZone) + 1
}
