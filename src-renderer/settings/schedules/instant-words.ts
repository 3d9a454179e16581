type Parts = 'day' | 'year' | 'withYear' | 'minutes' | 'seconds'

const shapes = {
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  year: { year: 'numeric' },
  withYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  minutes: { hour: '2-digit', minute: '2-digit' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
} as const satisfies Record<Parts, Intl.DateTimeFormatOptions>
const formats = new Map<string, Intl.DateTimeFormat>()

function written(parts: Parts, at: number, timeZone: string | undefined): string {
  const key = `${parts} ${timeZone ?? ''}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...shapes[parts], timeZone })
  formats.set(key, format)
  return format.format(at)
}

/**
 * An instant to plan by: "Mon 23 Nov, 09:00"; with seconds or the year where they matter. In the given IANA zone, or the
 * system's.
 */
export function instantWords(at: number, now: number, timeZone?: string): string {
  const sameYear = yearOf(at, timeZone) === yearOf(now, timeZone)
  const time = written(at % 60_000 === 0 ? 'minutes' : 'seconds', at, timeZone)
  return `${written(sameYear ? 'day' : 'withYear', at, timeZone).replace(',', '')}, ${time}`
}

/** The time alone: "09:00". */
export function timeWords(at: number): string {
  return written('minutes', at, undefined)
}

/** The day alone: "Mon 23 Nov", with the year if it is not that of `now`; in the given IANA zone, or the system's. */
export function dayWords(at: number, now: number, timeZone?: string): string {
  return written(yearOf(at, timeZone) === yearOf(now, timeZone) ? 'day' : 'withYear', at, timeZone).replace(
    ',',
    '',
  )
}

function yearOf(at: number, timeZone: string | undefined): string {
  return written('year', at, timeZone)
}
