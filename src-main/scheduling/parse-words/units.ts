import { addDays, addMonths, dateOfWall, type CalendarDate } from './calendar-date.ts'
import type { Taken, Token } from './tokens.ts'

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'

const written: Readonly<Record<string, Unit>> = {
  s: 'second',
  sec: 'second',
  secs: 'second',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
}
const units: readonly Unit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year']

/** Milliseconds of the units that are the same at every time of the year. */
export const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000 } as const

/** A unit of time, in the singular, the plural or short. */
export function readUnit(tokens: readonly Token[], index: number): Taken<Unit> | null {
  const text = tokens[index]?.text
  if (text === undefined) return null
  const unit = units.find((name) => text === name || text === `${name}s`) ?? written[text]
  return unit === undefined ? null : { value: unit, next: index + 1 }
}

/** A wall time moved on by so many units; days, weeks, months and years go by the calendar. */
export function addUnits(wall: number, count: number, unit: Unit): number {
  const dayMs = 86_400_000
  const date = dateOfWall(wall)
  const time = wall - Math.floor(wall / dayMs) * dayMs
  const at = ({ year, month, day }: CalendarDate): number => Date.UTC(year, month - 1, day) + time
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return wall + count * unitMs[unit]
    case 'day':
      return at(addDays(date, count))
    case 'week':
      return at(addDays(date, 7 * count))
    case 'month':
      return at(addMonths(date, count))
    case 'year':
      return at(addMonths(date, 12 * count))
  }
}
