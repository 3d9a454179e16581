import { monthNames } from '../../../src-shared/domain/calendar-names.ts'
import { WhenProblem } from './when-problem.ts'

/** A day of the calendar, without a zone. Months count from 1. */
export interface CalendarDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The calendar date that a wall time (as epoch milliseconds, see ZoneClock) falls on. */
export function dateOfWall(wall: number): CalendarDate {
  const date = new Date(wall)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** Midnight of a calendar date as a wall time. */
export function wallOfDate(date: CalendarDate): number {
  return Date.UTC(date.year, date.month - 1, date.day)
}

/** A number of days later, or earlier when it is negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfWall(Date.UTC(date.year, date.month - 1, date.day + days))
}

/** A number of months later; a day that the month does not have becomes its last. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const first = dateOfWall(Date.UTC(date.year, date.month - 1 + months, 1))
  return { ...first, day: Math.min(date.day, daysIn(first.year, first.month)) }
}

export function weekdayOf(date: CalendarDate): number {
  return new Date(wallOfDate(date)).getUTCDay()
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Throws a WhenProblem for a day that its month never has, such as 31 June. */
export function refuseNoSuchDay(month: number, day: number): void {
  const most = daysIn(2028, month)
  const name = monthNames[month - 1] ?? ''
  if (day < 1 || day > most) {
    throw new WhenProblem(`There is no ${day} ${name}: ${name} has at most ${most} days. Choose another day.`)
  }
}
