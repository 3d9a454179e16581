import { CronPattern } from 'croner'
import type { Stride } from '../../src-shared/domain/schedule.ts'
import { cronDays } from './cron-days.ts'
import { strideDays } from './stride-days.ts'

const dayMs = 86_400_000
/** The Gregorian calendar, weekdays included, repeats after 400 years: what has no day within them never has one. */
const monthsInCycle = 400 * 12
const daysInCycle = 146_097
/** The last day that a JavaScript date can hold. A search that leaves it has not seen everything. */
const furthestDay = 8_640_000_000_000_000 / dayMs
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

function firstAtLeast(sorted: readonly number[], least: number): number | undefined {
  for (const value of sorted) if (value >= least) return value
  return undefined
}

function countBelow(sorted: readonly number[], limit: number): number {
  let count = 0
  for (const value of sorted) if (value < limit) count++
  return count
}

function compile(expression: string, every: Stride | undefined): CronCalendar {
  const pattern = new CronPattern(expression, undefined, { mode: '5-or-6-parts' })
  const seconds = indexesOf(pattern.second)
  const minutes = indexesOf(pattern.minute)
  const hours = indexesOf(pattern.hour)
  const perDay = seconds.length * minutes.length * hours.length
  const firstOfDay = ((hours[0] ?? 0) * 3600 + (minutes[0] ?? 0) * 60 + (seconds[0] ?? 0)) * 1000
  const stride = every === undefined ? null : strideDays(every)
  let never = every !== undefined && stride === null
  let known: { readonly key: number; readonly days: number } | null = null

  function daysIn(year: number, month: number): number {
    const key = year * 12 + month
    if (known?.key !== key) known = { key, days: cronDays(pattern, year, month) }
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

  /** The first day at or after `from` that the expression wants, or null when there is none. */
  function cronDay(from: number): number | null {
    const date = new Date(from * dayMs)
    let year = date.getUTCFullYear()
    let month = date.getUTCMonth()
    if (Number.isNaN(year)) return null
    let days = daysIn(year, month) & (-1 << (date.getUTCDate() - 1))
    for (let step = 0; step <= monthsInCycle; step++) {
      if (days !== 0) return Date.UTC(year, month, 32 - Math.clz32(days & -days)) / dayMs
      month++
      if (month === 12) {
        month = 0
        year++
      }
      days = daysIn(year, month)
    }
    never = from <= furthestDay - daysInCycle
    return null
  }

  /** The first day at or after `from` that both the expression and the stride want, or null when there is none, ever. */
  function dayFrom(from: number): number | null {
    if (never) return null
    let day = cronDay(from)
    if (stride === null) return day
    // Each leaps over the days that the other leaves out, so neither is walked day by day.
    while (day !== null && day <= furthestDay) {
      const met = stride.first(day)
      if (met === day) return day
      never = met - from > stride.period
      if (never) return null
      day = cronDay(met)
    }
    return null
  }

  function next(wall: number): number | null {
    const second = Math.floor(wall / 1000) + 1
    const today = Math.floor(second / 86_400)
    const day = dayFrom(today)
    if (day === null) return null
    const time = day === today ? timeFrom(second - day * 86_400) : undefined
    if (time !== undefined) return day * dayMs + time * 1000
    const later = day === today ? dayFrom(today + 1) : day
    return later === null ? null : later * dayMs + firstOfDay
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
    const last = Math.floor(second / 86_400)
    let count = 0
    for (let day = dayFrom(origin / dayMs); day !== null && day <= last; day = dayFrom(day + 1)) {
      count += day === last ? timesBelow(second - last * 86_400) : perDay
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
 * Reads a cron expression: 5 fields, or 6 with seconds first; names, ranges, steps, L, W and #. With `every` only the days
 * of that stride remain. Croner reads the fields; the walk over the calendar is done here because croner's takes 50 µs a
 * step and repeats a wildcard's times when the clock goes back. Throws croner's own TypeError or RangeError on an
 * expression that is none.
 */
export function cronCalendar(expression: string, every?: Stride): CronCalendar {
  const key = every === undefined ? expression : `${every.count} ${every.unit} ${every.from} ${expression}`
  const known = calendars.get(key)
  if (known !== undefined) return known
  const calendar = compile(expression, every)
  if (calendars.size >= cacheLimit) calendars.clear()
  calendars.set(key, calendar)
  return calendar
}
