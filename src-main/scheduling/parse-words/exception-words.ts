import { dateOfWallTime } from '../local-date.ts'
import { wallOfDate, type CalendarDate } from './calendar-date.ts'
import { readSingleDate } from './single-date.ts'
import { skipJoint, skipWords, type Taken, type Token } from './tokens.ts'
import { readWeekdays } from './weekdays.ts'

export type ExceptionWords =
  /** Single days, as YYYY-MM-DD. */
  | { readonly kind: 'dates'; readonly dates: readonly string[] }
  /** Days of every week; Sunday is 0. */
  | { readonly kind: 'weekdays'; readonly weekdays: readonly number[] }

const leads = ['but not on', 'not on', 'except on', 'except for', 'except', 'but not', 'but', 'excluding']

function readDates(tokens: readonly Token[], index: number, today: CalendarDate): Taken<readonly string[]> {
  const dates: string[] = []
  let next = index
  for (;;) {
    const joint = dates.length === 0 ? next : skipJoint(tokens, next)
    const date = dates.length > 0 && joint === next ? null : readSingleDate(tokens, joint, today)
    if (date === null || date.value.orNextWeek) return { value: dates, next }
    dates.push(dateOfWallTime(wallOfDate(date.value.date)))
    next = date.next
  }
}

/** Days that are left out: `not on 2026-12-25`, `except on 24 december and 25 december`, `except sundays`. */
export function readException(
  tokens: readonly Token[],
  index: number,
  today: CalendarDate,
): Taken<ExceptionWords> | null {
  const start = skipWords(tokens, index, ...leads)
  if (start === index) return null
  const dates = readDates(tokens, start, today)
  if (dates.value.length > 0) return { value: { kind: 'dates', dates: dates.value }, next: dates.next }
  const weekdays = readWeekdays(tokens, skipWords(tokens, start, 'on', 'every'))
  return weekdays === null
    ? null
    : { value: { kind: 'weekdays', weekdays: weekdays.value.days }, next: weekdays.next }
}
