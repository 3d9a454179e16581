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

/** Minutes stop before the end of a window; an end on the last of them in an hour is that one. */
function minuteFields(count: number, window: TimeWindow | null): string | null {
  if (60 % count !== 0) return null
  const minutes = count === 1 ? '*' : `*/${count}`
  if (window === null) return `${minutes} *`
  const { from, to } = window
  const isLast = to.minute !== 0 && to.minute === 60 - count
  if (from.minute !== 0 || (to.minute !== 0 && !isLast)) return null
  const end = isLast ? { ...to, hour: to.hour + 1, minute: 0 } : to
  return `${minutes} ${field(hoursOf({ from, to: end }, 1, false), 1)}`
}

/**
 * The cron of "every 2 hours between 9 and 17 on weekdays", or null when no one cron says it. Hours include the end of the
 * window; minutes stop before it, because one cron cannot hold the full hour alone. Throws a WhenProblem for hours that do
 * not come out even.
 */
export function stepsCron(steps: Steps, window: TimeWindow | null, days: RepeatedDays | null): string | null {
  if (days !== null && (days.part !== null || days.time !== null)) {
    throw new WhenProblem('Say the hours instead, such as "every 15 minutes between 9 and 12 on weekdays".')
  }
  if (steps.unit === 'second') return null
  const isHours = steps.unit === 'hour' || steps.count % 60 === 0
  const count = steps.unit === 'minute' && isHours ? steps.count / 60 : steps.count
  const times = isHours ? hourFields(count, window) : minuteFields(count, window)
  return times === null
    ? null
    : `${times} ${days?.dayOfMonth ?? '*'} ${days?.month ?? '*'} ${days?.weekday ?? '*'}`
}
