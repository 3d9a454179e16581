import type { BoundWords, Edge } from './bounds-words.ts'
import type { CalendarDate } from './calendar-date.ts'
import type { Delay } from './delay.ts'
import type { ExceptionWords } from './exception-words.ts'
import type { Recurrence, RepeatedDays } from './recurrence.ts'
import type { Rhythm } from './rhythm-words.ts'
import type { SingleDate } from './single-date.ts'
import type { DayPart, TimeOfDay, TimeWindow } from './times-of-day.ts'
import type { Unit } from './units.ts'

/** What the words about time have said so far; each thing is said once. */
export interface Reading {
  readonly delay?: Delay
  readonly date?: SingleDate
  /** `every 15 minutes`. */
  readonly steps?: Extract<Recurrence, { kind: 'steps' }>
  /** `every weekday`. */
  readonly days?: RepeatedDays
  /** `every other`. */
  readonly rhythm?: Rhythm
  /** `counted from 24 november 2026`. */
  readonly countedFrom?: CalendarDate
  readonly times?: readonly TimeOfDay[]
  /** The minute of `every hour at :05`. */
  readonly pastHour?: number
  /** `counted from each full hour`. */
  readonly fromFullHour?: true
  readonly window?: TimeWindow
  /** A second window: the hours in which a repetition with a window of its own may run. */
  readonly hours?: TimeWindow
  readonly part?: DayPart
  readonly start?: Edge
  readonly end?: Edge
  readonly length?: { readonly count: number; readonly unit: Unit }
  readonly maxRuns?: number
  readonly jitter?: { readonly count: number; readonly unit: 'second' | 'minute' | 'hour' }
  /** Local dates, YYYY-MM-DD. */
  readonly exclude?: readonly string[]
  /** Days of the week that are left out; Sunday is 0. */
  readonly exceptWeekdays?: readonly number[]
  readonly zone?: string
}

/** Both readings as one, or null when they say the same thing twice or cannot stand together. */
export function joinReadings(first: Reading, second: Reading): Reading | null {
  if (second.exclude !== undefined && first.exclude !== undefined)
    return { ...first, exclude: [...first.exclude, ...second.exclude] }
  if (second.window !== undefined && first.window !== undefined && first.hours === undefined)
    return { ...first, hours: second.window }
  for (const key of Object.keys(second)) if (key in first) return null
  const joined = { ...first, ...second }
  if (joined.end !== undefined && joined.length !== undefined) return null
  return joined
}

export function readingOfRecurrence(recurrence: Recurrence): Reading {
  switch (recurrence.kind) {
    case 'steps':
      return { steps: recurrence }
    case 'rhythm':
      return { rhythm: recurrence.rhythm }
    case 'days': {
      const { days, rhythm } = recurrence
      return rhythm === undefined ? { days } : { days, rhythm }
    }
  }
}

export function readingOfBound(bound: BoundWords): Reading {
  switch (bound.kind) {
    case 'start':
      return { start: bound.edge }
    case 'end':
      return { end: bound.edge }
    case 'length':
      return { length: { count: bound.count, unit: bound.unit } }
    case 'times':
      return { maxRuns: bound.count }
    case 'jitter':
      return { jitter: { count: bound.count, unit: bound.unit } }
  }
}

export function readingOfException(exception: ExceptionWords): Reading {
  return exception.kind === 'dates' ? { exclude: exception.dates } : { exceptWeekdays: exception.weekdays }
}
