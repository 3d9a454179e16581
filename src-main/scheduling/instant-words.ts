import { zoneClock } from './zone-clock.ts'

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function wallDate(instant: number, timeZone: string): Date {
  return new Date(zoneClock(timeZone)?.wallAt(instant) ?? instant)
}

/** `HH:MM` in the zone, 24 hours; with `:SS` when the instant is not on a full minute. An unknown zone reads as UTC. */
export function timeWords(instant: number, timeZone: string): string {
  const text = wallDate(instant, timeZone).toISOString().slice(11, 19)
  return text.endsWith(':00') ? text.slice(0, 5) : text
}

/** `Sat 21 Nov 2026` in the zone. */
export function dateWords(instant: number, timeZone: string): string {
  const date = wallDate(instant, timeZone)
  return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** The local date in the zone as `YYYY-MM-DD`, the form of `bounds.exclude`. */
export function localDate(instant: number, timeZone: string): string {
  return wallDate(instant, timeZone).toISOString().slice(0, 10)
}

/** `09:30` when `instant` falls on the same local day as `now`, else `Fri 20 Nov 09:30`, with the year if it differs. */
export function shortWords(instant: number, now: number, timeZone: string): string {
  const time = timeWords(instant, timeZone)
  if (localDate(instant, timeZone) === localDate(now, timeZone)) return time
  const day = dateWords(instant, timeZone)
  const sameYear = day.slice(-4) === dateWords(now, timeZone).slice(-4)
  return `${sameYear ? day.slice(0, -5) : day} ${time}`
}
