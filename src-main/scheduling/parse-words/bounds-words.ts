import { addDays, type CalendarDate } from './calendar-date.ts'
import { readCount } from './number-words.ts'
import { readPeriod, skipEndOf } from './period-words.ts'
import { readSingleDate } from './single-date.ts'
import { readTimes, type TimeOfDay } from './times-of-day.ts'
import { skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { readUnit, unitMs, type Unit } from './units.ts'
import { WhenProblem } from './when-problem.ts'

const dayMs = 86_400_000

/** A day, a time, or both; what is missing is filled in when the whole is known. */
export interface Edge {
  readonly date: CalendarDate | null
  readonly time: TimeOfDay | null
}

export type BoundWords =
  | { readonly kind: 'start'; readonly edge: Edge }
  | { readonly kind: 'end'; readonly edge: Edge }
  | { readonly kind: 'length'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'times'; readonly count: number }
  | { readonly kind: 'jitter'; readonly count: number; readonly unit: 'second' | 'minute' | 'hour' }

/** A period is entered at its first day, and it ends what goes on until it, though not what goes on through it. */
function readPeriodEdge(
  tokens: readonly Token[],
  index: number,
  today: CalendarDate,
  side: 'start' | 'until' | 'through',
): Taken<Edge> | null {
  const end = skipEndOf(tokens, index)
  const period = readPeriod(tokens, end, today)
  if (period === null) return null
  const { first, last } = period.value
  const date = end > index || side === 'through' ? last : side === 'until' ? addDays(first, -1) : first
  return { value: { date, time: null }, next: period.next }
}

function readEdge(
  tokens: readonly Token[],
  index: number,
  today: CalendarDate,
  side: 'start' | 'until' | 'through',
): Taken<Edge> | null {
  const date = readSingleDate(tokens, index, today)
  if (date !== null) {
    const time = readTimes(tokens, skipWords(tokens, date.next, ','))
    const isOne = time !== null && time.value.length === 1
    return {
      value: { date: date.value.date, time: isOne ? (time.value[0] ?? null) : null },
      next: isOne ? time.next : date.next,
    }
  }
  const period = readPeriodEdge(tokens, index, today, side)
  if (period !== null) return period
  const time = readTimes(tokens, index)
  if (time === null || time.value.length !== 1) return null
  return { value: { date: null, time: time.value[0] ?? null }, next: time.next }
}

/** `up to 5 minutes later`: how late each slot may be started. */
function readJitter(tokens: readonly Token[], index: number): Taken<BoundWords> | null {
  const start = skipWords(tokens, index, 'up to')
  const count = start === index ? null : readCount(tokens, start)
  const unit = count === null ? null : readUnit(tokens, count.next)
  if (count === null || unit === null || !wordsAt(tokens, unit.next, 'later|late')) return null
  if (unit.value !== 'second' && unit.value !== 'minute' && unit.value !== 'hour') return null
  if (count.value * unitMs[unit.value] > dayMs)
    throw new WhenProblem('A slot can be at most 24 hours late. Say, for example, "up to 5 minutes later".')
  return { value: { kind: 'jitter', count: count.value, unit: unit.value }, next: unit.next + 1 }
}

function readTimesCount(tokens: readonly Token[], index: number): Taken<BoundWords> | null {
  const start = skipWords(tokens, index, 'for', 'only', 'just')
  const word = skipWords(tokens, start, 'twice', 'thrice')
  const count =
    word > start ? { value: wordsAt(tokens, start, 'twice') ? 2 : 3, next: word } : readCount(tokens, start)
  const next = word > start ? word : count === null ? start : skipWords(tokens, count.next, 'times', 'time')
  if (count === null || (word === start && next === count.next)) return null
  if (wordsAt(tokens, next, 'a|per|each|every|daily|weekly')) {
    throw new WhenProblem(
      `Say at which times instead of "${tokens
        .slice(index, next + 2)
        .map((token) => token.text)
        .join(' ')}", such as "every day at 9 and 17".`,
    )
  }
  if (count.value < 1) throw new WhenProblem('Say at least "1 time".')
  return { value: { kind: 'times', count: count.value }, next }
}

function readLength(tokens: readonly Token[], index: number): Taken<BoundWords> | null {
  if (!wordsAt(tokens, index, 'for')) return null
  const count = readCount(tokens, skipWords(tokens, index + 1, 'the next', 'next'))
  const unit = count === null ? null : readUnit(tokens, count.next)
  if (count === null || unit === null || count.value < 1) return null
  return { value: { kind: 'length', count: count.value, unit: unit.value }, next: unit.next }
}

const startWords = [
  'starting from',
  'starting on',
  'starting in',
  'starting',
  'beginning on',
  'beginning in',
  'beginning',
  'from',
  'as of',
]

/** What limits a recurrence: `until 1 march`, `until december`, `starting tomorrow at 9`, `3 times`, `for two weeks`. */
export function readBound(
  tokens: readonly Token[],
  index: number,
  today: CalendarDate,
): Taken<BoundWords> | null {
  const end = skipWords(tokens, index, 'until', 'till', 'til', 'through')
  if (end > index) {
    const edge = readEdge(tokens, end, today, wordsAt(tokens, index, 'through') ? 'through' : 'until')
    return edge === null ? null : { value: { kind: 'end', edge: edge.value }, next: edge.next }
  }
  const start = skipWords(tokens, index, ...startWords)
  if (start > index) {
    const now = skipWords(tokens, start, 'now on', 'now')
    if (now > start) return { value: { kind: 'start', edge: { date: null, time: null } }, next: now }
    const edge = readEdge(tokens, start, today, 'start')
    return edge === null
      ? null
      : { value: { kind: 'start', edge: edge.value }, next: skipWords(tokens, edge.next, 'on') }
  }
  return readTimesCount(tokens, index) ?? readLength(tokens, index) ?? readJitter(tokens, index)
}
