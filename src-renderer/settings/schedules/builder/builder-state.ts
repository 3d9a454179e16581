import type { Stride } from '../../../../src-shared/domain/schedule.ts'
import { dateIn } from './zone-time.ts'

export type Shape =
  | 'every'
  | 'daily'
  | 'weekdays'
  | 'weekly'
  | 'monthly-date'
  | 'monthly-weekday'
  | 'yearly'
  | 'stride'
  | 'once'
  | 'cron'

export type EveryUnit = 'seconds' | 'minutes' | 'hours'
/** A day of the month, 1 to 31, or its last. */
export type MonthDate = number | 'last'
export type Nth = '1' | '2' | '3' | '4' | '5' | 'last'
/** Sunday is 0; `weekday` is any from Monday to Friday. */
export type NthDay = '0' | '1' | '2' | '3' | '4' | '5' | '6' | 'weekday'

/**
 * What the form holds step by step. All shapes share it, so that a time that was set stays when another shape is tried;
 * what a shape does not use has no meaning.
 */
export interface BuilderState {
  readonly shape: Shape
  /** HH:MM, in the order of the fields. */
  readonly times: readonly string[]
  readonly count: string
  readonly unit: EveryUnit
  /** Where an interval counts from, while neither its number nor its unit is changed. Epoch milliseconds. */
  readonly anchor: number | null
  /** Sunday is 0. */
  readonly weekdays: readonly number[]
  readonly dates: readonly MonthDate[]
  readonly nth: Nth
  readonly nthDay: NthDay
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly strideCount: string
  readonly strideUnit: Stride['unit']
  /** YYYY-MM-DD. */
  readonly strideFrom: string
  readonly date: string
  readonly time: string
  /** The exact instant of `once`, while neither its date nor its time is changed. Epoch milliseconds. */
  readonly at: number | null
  readonly expression: string
  /** A rhythm that belongs to `expression`, kept as it is. */
  readonly every: Stride | null
}

/** What a new schedule starts from: every day at nine. */
export function emptyBuilder(now: number, zone: string): BuilderState {
  const today = dateIn(zone, now)
  const date = new Date(`${today}T12:00:00Z`)
  return {
    shape: 'daily',
    times: ['09:00'],
    count: '15',
    unit: 'minutes',
    anchor: null,
    weekdays: [date.getUTCDay()],
    dates: [1],
    nth: '1',
    nthDay: '1',
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    strideCount: '2',
    strideUnit: 'week',
    strideFrom: today,
    date: dateIn(zone, now + 86_400_000),
    time: '09:00',
    at: null,
    expression: '0 9 * * 1-5',
    every: null,
  }
}
