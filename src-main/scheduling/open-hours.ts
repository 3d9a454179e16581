import type { Bounds } from '../../src-shared/domain/schedule.ts'
import { zoneClock } from './zone-clock.ts'

const dayMs = 86_400_000

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/**
 * Whether `instant` lies in the hours in which the schedule may run, judged by the wall clock of `timeZone`: `to` is not in
 * them, and `from` after `to` spans midnight. True when there are none to keep.
 */
export function isOpenHour(instant: number, hours: Bounds['hours'], timeZone: string): boolean {
  if (hours === undefined) return true
  const wall = zoneClock(timeZone)?.wallAt(instant) ?? instant
  const minute = Math.floor((wall - Math.floor(wall / dayMs) * dayMs) / 60_000)
  const from = minutesOf(hours.from)
  const to = minutesOf(hours.to)
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}
