import { CronPattern } from 'croner'

const dayMs = 86_400_000
/** The Gregorian calendar, weekdays included, repeats after 400 years: what has no day within them never has one. */
const monthsInCycle = 400 * 12
const anyOccurrence = 63
const lastOccurrence = 32
const cacheLimit = 10_000

/**
 * The days and times of a cron expression on a clock without a zone. A wall time is written as the epoch milliseconds
 * that the same reading of the clock would have in UTC.
 */
export interface CronCalendar {
  readonly pattern: CronPattern
  readonly seconds: readonly number[]
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  /** The first matching wall time strictly after `wall`, or null when there is none, ever. */
  next(wall: number): number | null
  /** How many wall times match in [from, to). */
  count(from: number, to: number): number
}

function indexesOf(flags: readonly number[]): number[] {
  return flags.flatMap((flag, index) => (flag ? [index] : []))
}

/** The nearest Monday to Friday to `day` in the same month, or 0 when the month has no such day. */
function nearestWeekday(day: number, length: number, firstWeekday: number): number {
  if (day > length) return 0
  const weekday = (firstWeekday + day - 1) % 7
  if (weekday === 0) return day === length ? day - 2 : day + 1
  if (weekday === 6) return day === 1 ? day + 2 : day - 1
  return day
}

function lastWeekday(length: number, firstWeekday: number): number {
  const weekday = (firstWeekday + length - 1) % 7
  if (weekday === 0) return length - 2
  return weekday === 6 ? length - 1 : length
}

/** Bit d-1 is set when day d of the month matches. The rules for L, W, # and "day or weekday" are croner's own. */
function daysOfMonth(pattern: CronPattern, year: number, month: number): number {
  if (!pattern.month[month]) return 0
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const firstWeekday = new Date(Date.UTC(year, month, 1)).getUTCDay()
  let byDate = 0
  for (let day = 1; day <= length; day++) {
    if (pattern.day[day - 1]) byDate |= 1 << (day - 1)
    if (pattern.nearestWeekdays[day - 1]) byDate |= 1 << (nearestWeekday(day, length, firstWeekday) - 1)
  }
  if (pattern.lastWeekday) byDate |= 1 << (lastWeekday(length, firstWeekday) - 1)
  if (pattern.lastDayOfMonth) byDate |= 1 << (length - 1)
  if (pattern.starDOW) return byDate
  let byWeekday = 0
  for (let day = 1; day <= length; day++) {
    const wanted = pattern.dayOfWeek[(firstWeekday + day - 1) % 7] ?? 0
    const occurrence = 1 << Math.floor((day - 1) / 7)
    const isLast = day + 7 > length
    if (wanted === anyOccurrence || wanted & occurrence || (wanted & lastOccurrence && isLast)) {
      byWeekday |= 1 << (day - 1)
    }
  }
  return pattern.useAndLogic || pattern.starDOM ? byDate & byWeekday : byDate | byWeekday
}

function firstAtLeast(sorted: readonly number[], least: number): number | undefined {
  for (const value of sorted) if (value >= least) return value
  return undefined
}

function countBelow(sorted: readonly number[], limit: number): number {
  let count = 0
  for (const value of sorted) if (value < limit) count++
  return count
}

function compile(expression: string): CronCalendar {
  const pattern = new CronPattern(expression, undefined, { mode: '5-or-6-parts' })
  const seconds = indexesOf(pattern.second)
  const minutes = indexesOf(pattern.minute)
  const hours = indexesOf(pattern.hour)
  const perDay = seconds.length * minutes.length * hours.length
  const firstOfDay = ((hours[0] ?? 0) * 3600 + (minutes[0] ?? 0) * 60 + (seconds[0] ?? 0)) * 1000
  let never = false
  let known: { readonly key: number; readonly days: number } | null = null

  function daysIn(year: number, month: number): number {
    const key = year * 12 + month
    if (known?.key !== key) known = { key, days: daysOfMonth(pattern, year, month) }
    return known.days
  }

  /** The first matching second of a day at or after `least`, both in seconds since midnight. */
  function timeFrom(least: number): number | undefined {
    const hour = Math.floor(least / 3600)
    const minute = Math.floor(least / 60) % 60
    for (const h of hours) {
      if (h < hour) continue
      for (const m of minutes) {
        if (h === hour && m < minute) continue
        const s = firstAtLeast(seconds, h === hour && m === minute ? least % 60 : 0)
        if (s !== undefined) return h * 3600 + m * 60 + s
      }
    }
    return undefined
  }

  function next(wall: number): number | null {
    if (never) return null
    const second = Math.floor(wall / 1000) + 1
    const midnight = Math.floor(second / 86_400) * dayMs
    const date = new Date(midnight)
    let year = date.getUTCFullYear()
    let month = date.getUTCMonth()
    if (Number.isNaN(year)) return null
    let days = daysIn(year, month)
    if ((days >>> (date.getUTCDate() - 1)) & 1) {
      const time = timeFrom(second - midnight / 1000)
      if (time !== undefined) return midnight + time * 1000
    }
    // `<<` takes its count modulo 32, so a month's last day would keep every bit: shift twice.
    days = days & ((-1 << (date.getUTCDate() - 1)) << 1)
    for (let step = 0; step <= monthsInCycle; step++) {
      if (days !== 0) {
        const day = 32 - Math.clz32(days & -days)
        return Date.UTC(year, month, day) + firstOfDay
      }
      month++
      if (month === 12) {
        month = 0
        year++
      }
      days = daysIn(year, month)
    }
    never = true
    return null
  }

  /** How many matching seconds of one day lie before `limit`, in seconds since midnight. */
  function timesBelow(limit: number): number {
    const hour = Math.floor(limit / 3600)
    const minute = Math.floor(limit / 60) % 60
    let count = countBelow(hours, hour) * minutes.length * seconds.length
    if (!hours.includes(hour)) return count
    count += countBelow(minutes, minute) * seconds.length
    return minutes.includes(minute) ? count + countBelow(seconds, limit % 60) : count
  }

  /** Matching wall times since `origin`, a midnight, up to `wall` (exclusive). */
  function countSince(origin: number, wall: number): number {
    const second = Math.ceil(wall / 1000)
    const lastMidnight = Math.floor(second / 86_400) * dayMs
    let count = 0
    for (let midnight = origin; midnight <= lastMidnight; midnight += dayMs) {
      const date = new Date(midnight)
      if (((daysIn(date.getUTCFullYear(), date.getUTCMonth()) >>> (date.getUTCDate() - 1)) & 1) === 0)
        continue
      count += midnight === lastMidnight ? timesBelow(second - lastMidnight / 1000) : perDay
    }
    return count
  }

  return {
    pattern,
    seconds,
    minutes,
    hours,
    next,
    count(from, to) {
      if (!(from < to)) return 0
      const origin = Math.floor(from / dayMs) * dayMs
      return countSince(origin, to) - countSince(origin, from)
    },
  }
}

const calendars = new Map<string, CronCalendar>()

/**
 * Reads a cron expression: 5 fields, or 6 with seconds first; names, ranges, steps, L, W and #. Croner reads the fields;
 * the walk over the calendar is done here because croner's takes 50 µs a step and repeats a wildcard's times when the
 * clock goes back. Throws croner's own TypeError or RangeError on an expression that is none.
 */
export function cronCalendar(expression: string): CronCalendar {
  const known = calendars.get(expression)
  if (known !== undefined) return known
  const calendar = compile(expression)
  if (calendars.size >= cacheLimit) calendars.clear()
  calendars.set(expression, calendar)
  return calendar
}
