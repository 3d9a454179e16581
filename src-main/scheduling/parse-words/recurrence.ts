import { readMonthDay } from './month-days.ts'
import { readMonthlyDays, type MonthlyDays } from './monthly-days.ts'
import { readCount } from './number-words.ts'
import { isDayPart, type DayPart, type TimeOfDay } from './times-of-day.ts'
import { skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { readUnit, type Unit } from './units.ts'
import { readWeekdays } from './weekdays.ts'
import { WhenProblem } from './when-problem.ts'

/** The days on which a schedule comes round, as the three fields of a cron that say so. */
export interface RepeatedDays {
  readonly dayOfMonth: string
  readonly month: string
  readonly weekday: string
  readonly part: DayPart | null
  readonly time: TimeOfDay | null
}

export type Recurrence =
  | { readonly kind: 'steps'; readonly count: number; readonly unit: 'second' | 'minute' | 'hour' }
  | { readonly kind: 'days'; readonly days: RepeatedDays }

const everyDay: RepeatedDays = { dayOfMonth: '*', month: '*', weekday: '*', part: null, time: null }

function onDays(days: Partial<RepeatedDays>): Recurrence {
  return { kind: 'days', days: { ...everyDay, ...days } }
}

function onWeekdays(days: readonly number[]): Recurrence {
  const list = days.join(',')
  return onDays({ weekday: list === '1,2,3,4,5' ? '1-5' : list === '0,1,2,3,4,5,6' ? '*' : list })
}

function onMonthly({ dayOfMonth, weekday }: MonthlyDays, month: string): Recurrence {
  return onDays({ dayOfMonth, weekday, month })
}

/** Weeks and days have no even step in a cron, and an interval would move by an hour when the clock changes. */
function refuseUneven(words: string, instead: string): never {
  throw new WhenProblem(
    `"${words}" cannot be kept exactly: counted in hours it would move when the clock changes. Use ${instead}.`,
  )
}

function everyMonths(count: number, tokens: readonly Token[], next: number): Taken<Recurrence> {
  if (12 % count !== 0) {
    throw new WhenProblem(
      `"every ${count} months" does not divide a year evenly. Use every 1, 2, 3, 4, 6 or 12 months.`,
    )
  }
  const months = Array.from({ length: 12 / count }, (_, index) => 1 + index * count)
  const month = count === 1 ? '*' : months.join(',')
  const days = readMonthlyDays(tokens, next, false)
  if (days === null) {
    throw new WhenProblem(
      'Say on which day of the month, such as "monthly on the 1st" or "every month on the last day".',
    )
  }
  return { value: onMonthly(days.value, month), next: days.next }
}

function everyYear(tokens: readonly Token[], next: number): Taken<Recurrence> {
  const date = readMonthDay(tokens, skipWords(tokens, next, 'on the', 'on'))
  if (date === null || date.value.year !== null) {
    throw new WhenProblem('Say on which day of the year, such as "every year on 1 june".')
  }
  return {
    value: onDays({ dayOfMonth: String(date.value.day), month: String(date.value.month) }),
    next: date.next,
  }
}

function everyWeek(tokens: readonly Token[], next: number): Taken<Recurrence> {
  const days = readWeekdays(tokens, skipWords(tokens, next, 'on', 'every'))
  if (days === null) throw new WhenProblem('Say on which day of the week, such as "weekly on friday at 9".')
  return { value: onWeekdays(days.value.days), next: days.next }
}

function everyUnits(count: number, unit: Unit, tokens: readonly Token[], next: number): Taken<Recurrence> {
  if (count < 1) throw new WhenProblem(`"every ${count} ${unit}s" never passes. Say at least 1.`)
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return { value: { kind: 'steps', count, unit }, next }
    case 'day':
      if (count > 1)
        refuseUneven(
          `every ${count} days`,
          '"every day" or weekdays, such as "mondays, wednesdays and fridays at 9"',
        )
      return { value: onDays({}), next }
    case 'week':
      if (count > 1)
        refuseUneven(
          `every ${count} weeks`,
          '"every tuesday at 9", or "first and third tuesday of the month"',
        )
      return everyWeek(tokens, next)
    case 'month':
      return everyMonths(count, tokens, next)
    case 'year':
      if (count > 1) refuseUneven(`every ${count} years`, '"every year on 1 june"')
      return everyYear(tokens, next)
  }
}

function refuseAlternate(tokens: readonly Token[], index: number): void {
  if (!wordsAt(tokens, index, 'other|second|2nd|third|3rd|fourth|4th')) return
  if (readUnit(tokens, index + 1) === null && readWeekdays(tokens, index + 1) === null) return
  const words = `every ${tokens[index]?.text} ${tokens[index + 1]?.text}`
  refuseUneven(words, 'every week, or days of the month such as "first and third tuesday of the month at 9"')
}

function readEvery(tokens: readonly Token[], index: number): Taken<Recurrence> | null {
  const monthly = readMonthlyDays(tokens, index, true)
  if (monthly !== null) return { value: onMonthly(monthly.value, '*'), next: monthly.next }
  refuseAlternate(tokens, index)
  const text = tokens[index]?.text
  if (isDayPart(text)) return { value: onDays({ part: text }), next: index + 1 }
  if (text === 'noon' || text === 'midnight') {
    const hour = text === 'noon' ? 12 : 0
    return { value: onDays({ time: { hour, minute: 0, settled: true } }), next: index + 1 }
  }
  const half = skipWords(tokens, index, 'half hour', 'half an hour')
  if (half > index) return { value: { kind: 'steps', count: 30, unit: 'minute' }, next: half }
  const date = readMonthDay(tokens, index)
  if (date !== null && date.value.year === null) return everyYear(tokens, index)
  const weekdays = readWeekdays(tokens, index)
  if (weekdays !== null) return { value: onWeekdays(weekdays.value.days), next: weekdays.next }
  if (text === 'quarter') return everyMonths(3, tokens, index + 1)
  const count = readCount(tokens, index)
  const unit = readUnit(tokens, count?.next ?? index)
  if (unit === null) return null
  return everyUnits(count?.value ?? 1, unit.value, tokens, unit.next)
}

/** How often: `every 15 minutes`, `every weekday`, `mondays and thursdays`, `monthly on the 31st`, `last day of the month`. */
export function readRecurrence(tokens: readonly Token[], index: number): Taken<Recurrence> | null {
  const every = skipWords(
    tokens,
    index,
    'once every',
    'on every',
    'on each',
    'every',
    'each',
    'once a',
    'once per',
  )
  if (every > index) return readEvery(tokens, every)
  switch (tokens[index]?.text) {
    case 'hourly':
      return everyUnits(1, 'hour', tokens, index + 1)
    case 'daily':
      return everyUnits(1, 'day', tokens, index + 1)
    case 'nightly':
      return { value: onDays({ part: 'night' }), next: index + 1 }
    case 'weekly':
      return everyWeek(tokens, index + 1)
    case 'monthly':
      return everyMonths(1, tokens, index + 1)
    case 'quarterly':
      return everyMonths(3, tokens, index + 1)
    case 'yearly':
    case 'annually':
      return everyYear(tokens, index + 1)
    default:
      break
  }
  const monthly = readMonthlyDays(tokens, index, true)
  if (monthly !== null) return { value: onMonthly(monthly.value, '*'), next: monthly.next }
  const weekdays = readWeekdays(tokens, skipWords(tokens, index, 'on', 'from'))
  return weekdays !== null && weekdays.value.repeats
    ? { value: onWeekdays(weekdays.value.days), next: weekdays.next }
    : null
}
