import type { Stride } from '../../src-shared/domain/schedule.ts'
import { weekdayNames } from '../../src-shared/domain/calendar-names.ts'
import { dayOfYear, skipsMonths, weekdayList, type CronDays } from './cron-day-words.ts'
import { dateWords } from './instant-words.ts'
import { dayOfDate } from './local-date.ts'
import { ordinalNumber } from './ordinal-number.ts'
import { wordList } from './word-list.ts'

const dayMs = 86_400_000

function everyUnits(count: number, unit: string): string {
  return count === 2 ? `Every other ${unit}` : `Every ${count} ${unit}s`
}

function weeks(count: number, days: CronDays): string | null {
  if (days.kind === 'of-month' || days.months.length > 0) return null
  const every = everyUnits(count, 'week')
  if (days.kind === 'every-day') return `${every} from Monday to Sunday`
  const [only = 0] = days.weekdays
  if (count === 2 && days.weekdays.length === 1) return `Every other ${weekdayNames[only]}`
  return `${every} on ${weekdayList(days.weekdays, false)}`
}

function months(count: number, days: CronDays): string | null {
  if (days.kind !== 'of-month') return null
  if (days.months.length === 0) {
    const some = skipsMonths(days) ? ', if it has one,' : ''
    return `${everyUnits(count, 'month')} on the ${wordList(days.names)}${some}`
  }
  if (days.months.length > 1 || count % 12 !== 0 || count === 12) return null
  return `${everyUnits(count / 12, 'year')} on ${dayOfYear(days)}`
}

/**
 * A stride and the days of its cron as one phrase to stand before a time, such as `Every other Tuesday` or
 * `Every 3 months on the last day`, or null when they have no common name.
 */
export function strideWords({ count, unit }: Stride, days: CronDays): string | null {
  switch (unit) {
    case 'day':
      return days.kind === 'every-day' && days.months.length === 0 ? everyUnits(count, 'day') : null
    case 'week':
      return weeks(count, days)
    case 'month':
      return months(count, days)
  }
}

/** What a stride adds to a cron that it has no common name with: `only on every 3rd day`, `only in every 2nd week`. */
export function onlyWords({ count, unit }: Stride): string {
  return `only ${unit === 'day' ? 'on' : 'in'} every ${ordinalNumber(count)} ${unit}`
}

/** Where a stride is counted from: `counted from Tue 24 Nov 2026`. */
export function countedFrom({ from }: Stride): string {
  const day = dayOfDate(from)
  return `counted from ${day === null ? from : dateWords(day * dayMs, 'UTC')}`
}
