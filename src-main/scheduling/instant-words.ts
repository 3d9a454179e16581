import { zoneClock } from './zone-clock.ts'

const dayMs = 86_400_000
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function wallAt(instant: number, timeZone: string): number {
  return zoneClock(timeZone)?.wallAt(instant) ?? instant
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function timeOfWall(wall: number): string {
  const second = Math.floor(wall / 1000) - Math.floor(wall / dayMs) * 86_400
  const time = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}`
  return second % 60 === 0 ? time : `${time}:${two(second % 60)}`
}

/** `HH:MM` in the zone, 24 hours; with `:SS` when the instant is not on a full minute. An unknown zone reads as UTC. */
export function timeWords(instant: number, timeZone: string): string {
  return timeOfWall(wallAt(instant, timeZone))
}

/** `Sat 21 Nov 2026` in the zone. */
export function dateWords(instant: number, timeZone: string): string {
  const date = new Date(wallAt(instant, timeZone))
  return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** The local date in the zone as `YYYY-MM-DD`, the form of `bounds.exclude`. */
export function localDate(instant: number, timeZone: string): string {
  return new Date(wallAt(instant, timeZone)).toISOString().slice(0, 10)
}

/** `09:30` when `instant` falls on the same local day as `now`, else `Fri 20 Nov 09:30`, with the year if it differs. */
export function shortWords(instant: number, now: number, timeZone: string): string {
  const wall = wallAt(instant, timeZone)
  const wallNow = wallAt(now, timeZone)
  const time = timeOfWall(wall)
  if (Math.floor(wall / dayMs) === Math.floor(wallNow / dayMs)) return time
  const day = dateWords(instant, timeZone)
  const sameYear = new Date(wall).getUTCFullYear() === new Date(wallNow).getUTCFullYear()
  return `${sameYear ? day.slice(0, -5) : day} ${time}`
}
