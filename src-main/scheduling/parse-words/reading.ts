import type { BoundWords, Edge } from './bounds-words.ts'
import type { Delay } from './delay.ts'
import type { Recurrence } from './recurrence.ts'
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
  readonly days?: Extract<Recurrence, { kind: 'days' }>['days']
  readonly times?: readonly TimeOfDay[]
  readonly window?: TimeWindow
  readonly part?: DayPart
  readonly start?: Edge
  readonly end?: Edge
  readonly length?: { readonly count: number; readonly unit: Unit }
  readonly maxRuns?: number
}

/** Both readings as one, or null when they say the same thing twice or cannot stand together. */
export function joinReadings(first: Reading, second: Reading): Reading | null {
  for (const key of Object.keys(second)) if (key in first) return null
  const joined = { ...first, ...second }
  if (joined.end !== undefined && joined.length !== undefined) return null
  return joined
}

export function readingOfRecurrence(recurrence: Recurrence): Reading {
  return recurrence.kind === 'steps' ? { steps: recurrence } : { days: recurrence.days }
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
  }
}
