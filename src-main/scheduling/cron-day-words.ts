import type { CronPattern } from 'croner'
import { monthNames, weekdayNames } from '../../src-shared/domain/calendar-names.ts'
import { ordinalNumber } from './ordinal-number.ts'
import { wordList } from './word-list.ts'

const ordinalWords = ['first', 'second', 'third', 'fourth', 'fifth'] as const
const anyOccurrence = 63
const lastOccurrence = 32

/** Which days a cron wants, as far as it has a name. Months count from 0; empty means every month. */
export type CronDays =
  | { readonly kind: 'every-day'; readonly months: readonly number[] }
  /** Monday first; Sunday is 0. */
  | { readonly kind: 'weekdays'; readonly weekdays: readonly number[]; readonly months: readonly number[] }
  /** `names` are "15th" or "last Friday"; `dates` are the plain dates among them. */
  | {
      readonly kind: 'of-month'
      readonly names: readonly string[]
      readonly dates: readonly number[]
      readonly months: readonly number[]
    }

type DaysOfMonth = Extract<CronDays, { kind: 'of-month' }>

export interface DayWords {
  /** Before a time: `Every weekday`, `On the last day of every month`. */
  readonly before: string
  /** After a repetition: `on weekdays`; empty for every day. */
  readonly after: string
}

function nthNames(dayOfWeek: readonly number[]): string[] | null {
  const names: string[] = []
  for (const [day, flags] of dayOfWeek.entries()) {
    if (flags === anyOccurrence) return null
    for (const [index, word] of ordinalWords.entries())
      if (flags & (1 << index)) names.push(`${word} ${weekdayNames[day]}`)
    if (flags & lastOccurrence) names.push(`last ${weekdayNames[day]}`)
  }
  return names
}

function dateNames(pattern: CronPattern): string[] {
  const names: string[] = []
  for (const [index, wanted] of pattern.nearestWeekdays.entries()) {
    if (wanted) names.push(index === 0 ? 'first weekday' : `weekday nearest the ${ordinalNumber(index + 1)}`)
  }
  for (const [index, wanted] of pattern.day.entries()) if (wanted) names.push(ordinalNumber(index + 1))
  if (pattern.lastWeekday) names.push('last weekday')
  if (pattern.lastDayOfMonth) names.push('last day')
  return names
}

/** The days of a cron, or null for what mixes dates and weekdays. */
export function cronDaysOf(pattern: CronPattern): CronDays | null {
  const wanted = pattern.month.flatMap((flag, index) => (flag ? [index] : []))
  const months = wanted.length === 12 ? [] : wanted
  if (pattern.starDOM && pattern.starDOW) return { kind: 'every-day', months }
  if (pattern.starDOM) {
    const names = nthNames(pattern.dayOfWeek)
    if (names !== null) return { kind: 'of-month', names, dates: [], months }
    if (!pattern.dayOfWeek.every((flags) => flags === 0 || flags === anyOccurrence)) return null
    const weekdays = [1, 2, 3, 4, 5, 6, 0].filter((day) => pattern.dayOfWeek[day] !== 0)
    return weekdays.length === 7 ? { kind: 'every-day', months } : { kind: 'weekdays', weekdays, months }
  }
  if (!pattern.starDOW) return null
  const dates = pattern.day.flatMap((flag, index) => (flag ? [index + 1] : []))
  if (dates.length === 31) return { kind: 'every-day', months }
  return { kind: 'of-month', names: dateNames(pattern), dates, months }
}

/** `on weekdays`, `on Monday and Thursday`, with the names in the plural where every week is meant. */
export function weekdayList(weekdays: readonly number[], plural: boolean): string {
  if (weekdays.join('') === '12345') return 'weekdays'
  return wordList(weekdays.map((day) => `${weekdayNames[day]}${plural ? 's' : ''}`))
}

function weekdayWords(weekdays: readonly number[]): DayWords {
  const key = weekdays.join('')
  if (key === '12345') return { before: 'Every weekday', after: 'on weekdays' }
  if (key === '60') return { before: 'Every Saturday and Sunday', after: 'on weekends' }
  return { before: `Every ${weekdayList(weekdays, false)}`, after: `on ${weekdayList(weekdays, true)}` }
}

/** Whether a date that short months lack stands alone, so that "every month" would promise too much. */
export function skipsMonths({ names, dates }: DaysOfMonth): boolean {
  return names.length === 1 && dates.some((day) => day > 28)
}

/** `1 June`, `the last Friday of June`: days of the one month that is wanted. */
export function dayOfYear({ names, dates, months }: DaysOfMonth): string {
  const month = monthNames[months[0] ?? 0]
  return dates.length === 1 && names.length === 1
    ? `${dates[0]} ${month}`
    : `the ${wordList(names)} of ${month}`
}

function monthDayWords(days: DaysOfMonth): DayWords {
  const { names, dates, months } = days
  if (months.length === 1) {
    const leap = months[0] === 1 && dates[0] === 29 && names.length === 1
    const words = leap ? 'in every leap year, on 29 February' : `every year on ${dayOfYear(days)}`
    return { before: words.charAt(0).toUpperCase() + words.slice(1), after: words }
  }
  const ofMonths =
    months.length > 0
      ? `of ${wordList(months.map((one) => monthNames[one] ?? ''))}`
      : skipsMonths(days)
        ? 'of every month that has one'
        : 'of every month'
  const on = `on the ${wordList(names)} ${ofMonths}`
  return { before: `On${on.slice(2)}`, after: on }
}

function inMonths({ before, after }: DayWords, months: readonly number[]): DayWords {
  if (months.length === 0) return { before, after }
  const words = `in ${wordList(months.map((month) => monthNames[month] ?? ''))}`
  return { before: `${before} ${words}`, after: after === '' ? words : `${after} ${words}` }
}

/** The days of a cron in words. */
export function cronDayWords(days: CronDays): DayWords {
  switch (days.kind) {
    case 'every-day':
      return inMonths({ before: 'Every day', after: '' }, days.months)
    case 'weekdays':
      return inMonths(weekdayWords(days.weekdays), days.months)
    case 'of-month':
      return monthDayWords(days)
  }
}
