import type { Stride } from '../../src-shared/domain/schedule.ts'
import type { CronCalendar } from './cron-calendar.ts'
import { cronDaysOf, cronDayWords } from './cron-day-words.ts'
import { cronTimeWords } from './cron-time-words.ts'
import { strideWords } from './stride-words.ts'

/**
 * A cron in plain English without its zone, such as `Every weekday at 09:00`, or null for what has no short name. With
 * `every` the words are those of the cron and the stride together, or null when only the cron has a name.
 */
export function cronWords(calendar: CronCalendar, every?: Stride): string | null {
  const times = cronTimeWords(calendar)
  const days = cronDaysOf(calendar.pattern)
  if (times === null || days === null) return null
  if (every !== undefined) {
    const stride = times.kind === 'at' ? strideWords(every, days) : null
    return stride === null ? null : `${stride} ${times.words}`
  }
  const { before, after } = cronDayWords(days)
  if (times.kind === 'at') return `${before} ${times.words}`
  const words = after === '' ? (times.daily ?? times.words) : `${times.words} ${after}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}
