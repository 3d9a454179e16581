import type { Reading } from './reading.ts'
import type { RepeatedDays } from './recurrence.ts'
import { inDayPart, partTime, usualTime } from './times-of-day.ts'
import { WhenProblem } from './when-problem.ts'

function rising(values: readonly number[]): number[] {
  return [...new Set(values)].toSorted((a, b) => a - b)
}

/**
 * The cron of "every weekday at 7 and 19". Several times a day are one cron when every minute goes with every hour; throws
 * a WhenProblem when they are not.
 */
export function daysCron({ part, times }: Pick<Reading, 'part' | 'times'>, days: RepeatedDays): string {
  const dayPart = part ?? days.part
  const usual = days.time ?? (dayPart === null ? usualTime : partTime(dayPart))
  const all = (times ?? [usual]).map((time) => inDayPart(time, dayPart))
  const hours = rising(all.map((time) => time.hour))
  const minutes = rising(all.map((time) => time.minute))
  const seconds = rising(all.map((time) => time.second))
  const distinct = new Set(all.map((time) => (time.hour * 60 + time.minute) * 60 + time.second)).size
  if (hours.length * minutes.length * seconds.length !== distinct) {
    throw new WhenProblem(
      'These times need two schedules, because their minutes differ. Make one for each time.',
    )
  }
  const fields = [minutes.join(','), hours.join(','), days.dayOfMonth, days.month, days.weekday]
  return (seconds.join() === '0' ? fields : [seconds.join(','), ...fields]).join(' ')
}
