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
