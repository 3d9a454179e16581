import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Stride } from '../../src-shared/domain/schedule.ts'
import { dayOfDate } from './local-date.ts'

const dayMs = 86_400_000
/** The Gregorian calendar, weekdays included, repeats after 400 years, which are whole weeks. */
const daysInCycle = 146_097
const monthsInCycle = 400 * 12

/** The days of a stride. Days are counted from 1 January 1970, on a calendar without a zone. */
export interface StrideDays {
  /** The first day at or after `day` that lies within one of its days, weeks or months. */
  first(day: number): number
  /** After so many days the stride and the calendar together begin again: what has not come within them never comes. */
  readonly period: number
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

/** How far `value` is past the last multiple of `count`, for negative values too. */
function past(value: number, count: number): number {
  return ((value % count) + count) % count
}

/** 1 January 1970 was a Thursday; weeks begin on Monday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7)
}

function monthOf(day: number): number {
  const date = new Date(day * dayMs)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/**
 * Reads a stride: every `count`-th day, week or month, counted in both directions from the one that holds `from`. Null
 * when `from` is no date.
 */
export function strideDays({ count, unit, from }: Stride): StrideDays | null {
  const start = dayOfDate(from)
  if (start === null) return null
  switch (unit) {
    case 'day':
      return {
        period: (daysInCycle / divisor(daysInCycle, count)) * count,
        first: (day) => day + past(start - day, count),
      }
    case 'week': {
      const weeksInCycle = daysInCycle / 7
      return {
        period: (daysInCycle / divisor(weeksInCycle, count)) * count,
        first(day) {
          const week = weekOf(day)
          const wait = past(weekOf(start) - week, count)
          return wait === 0 ? day : (week + wait) * 7 - 3
        },
      }
    }
    case 'month':
      return {
        period: (daysInCycle / divisor(monthsInCycle, count)) * count,
        first(day) {
          const month = monthOf(day)
          const wait = past(monthOf(start) - month, count)
          return wait === 0 ? day : Date.UTC(1970, month + wait - 1970 * 12) / dayMs
        },
      }
    default:
      return assertNever(unit)
  }
}
