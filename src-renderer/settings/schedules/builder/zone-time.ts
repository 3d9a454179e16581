const minute = 60_000
const day = 24 * 60 * minute
const clocks = new Map<string, Intl.DateTimeFormat>()

/** The zone of this computer, as an IANA name. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  clocks.set(zone, clock)
  return clock
}

/** What the clock of the zone shows, as the epoch milliseconds that the same reading would have in UTC. */
function wallAt(zone: string, at: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of clockOf(zone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day: date = 1, hour = 0, minute: minutes = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, date, hour, minutes, second) + (((at % 1000) + 1000) % 1000)
}

/** How far the clock of the zone is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(zone: string, at: number): number {
  return wallAt(zone, at) - at
}

/** The local date of an instant, YYYY-MM-DD. */
export function dateIn(zone: string, at: number): string {
  return new Date(wallAt(zone, at)).toISOString().slice(0, 10)
}

/** The local time of an instant: HH:MM, or HH:MM:SS when it is not on the full minute. */
export function timeIn(zone: string, at: number): string {
  const text = new Date(wallAt(zone, at)).toISOString().slice(11, 19)
  return text.endsWith(':00') ? text.slice(0, 5) : text
}

/**
 * The instant of a local date (YYYY-MM-DD) and time (HH:MM or HH:MM:SS) in a zone, epoch milliseconds; `null` if either is
 * malformed. A time that the clock skips is the first instant after the gap, a repeated one is meant the first time: the
 * rule of the scheduler.
 */
export function instantIn(zone: string, date: string, time: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}(:\d{2})?$/.test(time)) return null
  const wall = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(date)) return null
  const first = wall - offsetAt(zone, wall - day)
  const last = wall - offsetAt(zone, wall + day)
  for (const at of [Math.min(first, last), Math.max(first, last)]) if (wallAt(zone, at) === wall) return at
  return endOfGap(zone, Math.min(first, last) - minute, Math.max(first, last) + minute, wall)
}

/** The first instant whose clock has passed `wall`; the clock has not at `from` and has at `to`. */
function endOfGap(zone: string, from: number, to: number, wall: number): number {
  let before = from
  let passed = to
  while (passed - before > 1) {
    const middle = Math.floor((before + passed) / 2)
    if (wallAt(zone, middle) < wall) before = middle
    else passed = middle
  }
  return passed
}
