import type { Reading } from './reading.ts'
import type { RepeatedDays } from './recurrence.ts'
import type { TimeWindow } from './times-of-day.ts'
import { WhenProblem } from './when-problem.ts'

type Steps = NonNullable<Reading['steps']>

function hoursOf({ from, to }: TimeWindow, step: number, lastIncluded: boolean): number[] {
  const first = from.hour
  const last = to.hour * 60 + to.minute >= from.hour * 60 + from.minute ? to.hour : to.hour + 24
  const hours: number[] = []
  for (let hour = first; lastIncluded ? hour <= last : hour < last; hour += step) hours.push(hour % 24)
  return hours
}

function field(values: readonly number[], step: number): string {
  const [first] = values
  const last = values.at(-1)
  const rises = values.every((value, index) => index === 0 || value > (values[index - 1] ?? value))
  if (first === undefined || last === undefined || values.length < 3 || !rises)
    return values.toSorted((a, b) => a - b).join(',')
  return step === 1 ? `${first}-${last}` : `${first}-${last}/${step}`
}

function hourFields(count: number, window: TimeWindow | null): string {
  if (window === null) {
    if (24 % count !== 0) {
      throw new WhenProblem(
        `"every ${count} hours" does not divide a day evenly. Use 1, 2, 3, 4, 6, 8 or 12 hours, or leave the days out.`,
      )
    }
    return count === 1 ? '0 *' : `0 */${count}`
  }
  const fits = window.to.minute >= window.from.minute
  return `${window.from.minute} ${field(hoursOf(window, count, fits), count)}`
}

function minuteFields(count: number, window: TimeWindow | null): string {
  if (60 % count !== 0) {
    throw new WhenProblem(
      `"every ${count} minutes" does not divide an hour evenly. Use 1, 2, 3, 4, 5, 6, 10, 12, 15, 20 or 30 minutes, or leave the days and hours out.`,
    )
  }
  const minutes = count === 1 ? '*' : `*/${count}`
  if (window === null) return `${minutes} *`
  if (window.from.minute !== 0 || window.to.minute !== 0) {
    throw new WhenProblem(
      'A repetition in minutes starts and ends on the full hour. Say, for example, "every 15 minutes between 9 and 17".',
    )
  }
  return `${minutes} ${field(hoursOf(window, 1, false), 1)}`
}

/**
 * The cron of "every 2 hours between 9 and 17 on weekdays". Hours include the end of the window; minutes stop before it,
 * because one cron cannot hold the full hour alone. Throws a WhenProblem for steps that do not come out even.
 */
export function stepsCron(steps: Steps, window: TimeWindow | null, days: RepeatedDays | null): string {
  if (steps.unit === 'second') {
    throw new WhenProblem(
      'A repetition in seconds goes on all day. Leave the days and hours out, or use minutes.',
    )
  }
  if (days !== null && (days.part !== null || days.time !== null)) {
    throw new WhenProblem('Say the hours instead, such as "every 15 minutes between 9 and 12 on weekdays".')
  }
  const isHours = steps.unit === 'hour' || steps.count % 60 === 0
  const count = steps.unit === 'minute' && isHours ? steps.count / 60 : steps.count
  const times = isHours ? hourFields(count, window) : minuteFields(count, window)
  return `${times} ${days?.dayOfMonth ?? '*'} ${days?.month ?? '*'} ${days?.weekday ?? '*'}`
}
