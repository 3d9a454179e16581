import { addDays, addMonths, daysIn, weekdayOf, type CalendarDate } from './calendar-date.ts'
import { readMonth } from './month-days.ts'
import { skipWords, wordsAt, type Taken, type Token } from './tokens.ts'

/** A week, a month or a year, by its first and its last day. */
export interface Period {
  readonly first: CalendarDate
  readonly last: CalendarDate
}

type Length = 'week' | 'month' | 'year'

/** The period of the calendar that holds `date`; weeks are from Monday to Sunday. */
function periodOf(date: CalendarDate, length: Length): Period {
  switch (length) {
    case 'week': {
      const first = addDays(date, -((weekdayOf(date) + 6) % 7))
      return { first, last: addDays(first, 6) }
    }
    case 'month':
      return { first: { ...date, day: 1 }, last: { ...date, day: daysIn(date.year, date.month) } }
    case 'year':
      return { first: { ...date, month: 1, day: 1 }, last: { ...date, month: 12, day: 31 } }
  }
}

function following(date: CalendarDate, length: Length): CalendarDate {
  return length === 'week' ? addDays(date, 7) : addMonths(date, length === 'month' ? 1 : 12)
}

function lengthAt(tokens: readonly Token[], index: number): Length | null {
  const text = tokens[index]?.text
  return text === 'week' || text === 'month' || text === 'year' ? text : null
}

/** A month by its name: with a year that one, else this year's, or the next year's once the month is over. */
function readNamedMonth(tokens: readonly Token[], index: number, today: CalendarDate): Taken<Period> | null {
  const month = readMonth(tokens, index)
  if (month === null) return null
  const written = /^2\d{3}$/.exec(tokens[month.next]?.text ?? '')
  const year =
    written === null ? today.year + (month.value < today.month ? 1 : 0) : Number(tokens[month.next]?.text)
  const period = periodOf({ year, month: month.value, day: 1 }, 'month')
  return { value: period, next: written === null ? month.next : month.next + 1 }
}

/** `december`, `march 2027`, `next week`, `this month`, `next year`, `2027`. */
export function readPeriod(
  tokens: readonly Token[],
  index: number,
  today: CalendarDate,
): Taken<Period> | null {
  const named = readNamedMonth(tokens, index, today)
  if (named !== null) return named
  const length = lengthAt(tokens, index + 1)
  if (length !== null && wordsAt(tokens, index, 'next'))
    return {
      value: periodOf(following({ ...today, day: length === 'month' ? 1 : today.day }, length), length),
      next: index + 2,
    }
  if (length !== null && wordsAt(tokens, index, 'this|the'))
    return { value: periodOf(today, length), next: index + 2 }
  const year = /^2\d{3}$/.exec(tokens[index]?.text ?? '')
  if (year === null) return null
  return { value: periodOf({ year: Number(year[0]), month: 1, day: 1 }, 'year'), next: index + 1 }
}

/** The index after `the end of`, if it stands at `index`; else `index`. */
export function skipEndOf(tokens: readonly Token[], index: number): number {
  return skipWords(tokens, index, 'the end of', 'end of')
}
