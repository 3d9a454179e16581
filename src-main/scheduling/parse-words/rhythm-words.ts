import type { Stride } from '../../../src-shared/domain/schedule.ts'
import type { CalendarDate } from './calendar-date.ts'
import { readSingleDate } from './single-date.ts'
import { skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { readUnit, type Unit } from './units.ts'
import { WhenProblem } from './when-problem.ts'

/** A stride whose beginning is not settled yet: every `count`-th day, week or month. */
export type Rhythm = Pick<Stride, 'count' | 'unit'>

const mostCount = 1000

/** Every so many days, weeks or months; undefined for every single one. Throws a WhenProblem for more than can be kept. */
export function rhythmOf(
  count: number,
  unit: Exclude<Unit, 'second' | 'minute' | 'hour'>,
): Rhythm | undefined {
  if (count === 1 && unit !== 'year') return undefined
  const rhythm: Rhythm = unit === 'year' ? { count: count * 12, unit: 'month' } : { count, unit }
  if (rhythm.count <= mostCount) return rhythm
  const most = unit === 'year' ? Math.floor(mostCount / 12) : mostCount
  throw new WhenProblem(`"every ${count} ${unit}s" is too far apart. Say at most every ${most} ${unit}s.`)
}

/** `only on every 3rd day`, `only in every 2nd week`: a rhythm beside the days that were said. */
export function readOnly(tokens: readonly Token[], index: number): Taken<Rhythm> | null {
  if (!wordsAt(tokens, index, 'only on|in every')) return null
  const count = /^(\d{1,4})(st|nd|rd|th)$/.exec(tokens[index + 3]?.text ?? '')
  const unit = count === null ? null : readUnit(tokens, index + 4)
  if (count === null || unit === null) return null
  if (unit.value !== 'day' && unit.value !== 'week' && unit.value !== 'month') return null
  const rhythm = rhythmOf(Number(count[1]), unit.value)
  if (rhythm === undefined || rhythm.count < 2)
    throw new WhenProblem(`Say "only on every 2nd ${unit.value}" or more, or leave it out.`)
  return { value: rhythm, next: unit.next }
}

/** `counted from Tue 24 Nov 2026`: the day, also one that has passed, that a rhythm is counted from. */
export function readCountedFrom(
  tokens: readonly Token[],
  index: number,
  today: CalendarDate,
): Taken<CalendarDate> | null {
  const start = skipWords(tokens, index, 'counted from', 'counting from')
  const date = start === index ? null : readSingleDate(tokens, start, today)
  return date === null ? null : { value: date.value.date, next: date.next }
}
