import { readCount } from './number-words.ts'
import { skipJoint, skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { readUnit, type Unit } from './units.ts'
import { PastProblem } from './when-problem.ts'

/** A distance from now: each part is counted, in order, by the calendar from the day on. */
export type Delay = readonly { readonly count: number; readonly unit: Unit }[]

function readHalf(tokens: readonly Token[], index: number): Taken<Delay> | null {
  const half = skipWords(tokens, index, 'half an hour', 'half a minute')
  if (half > index) {
    const isHour = tokens[half - 1]?.text === 'hour'
    return { value: [{ count: 30, unit: isHour ? 'minute' : 'second' }], next: half }
  }
  const quarter = skipWords(tokens, index, 'a quarter of an hour')
  if (quarter > index) return { value: [{ count: 15, unit: 'minute' }], next: quarter }
  const text = tokens[index]?.text ?? ''
  const point = /^(\d{1,4})\.5$/.exec(text)
  if (point !== null && wordsAt(tokens, index + 1, 'hour|hours|hr|hrs|h')) {
    return { value: [{ count: Number(point[1]) * 60 + 30, unit: 'minute' }], next: index + 2 }
  }
  return null
}

function readPart(tokens: readonly Token[], index: number): Taken<Delay> | null {
  const named = readHalf(tokens, index)
  if (named !== null) return named
  const joined = /^(\d{1,6})(s|sec|m|min|mins|h|hr|hrs|d)$/.exec(tokens[index]?.text ?? '')
  if (joined !== null) {
    const name = joined[2] === 'd' ? 'day' : (joined[2] ?? '')
    const unit = readUnit([{ text: name, start: 0, end: 0 }], 0)
    return unit === null ? null : { value: [{ count: Number(joined[1]), unit: unit.value }], next: index + 1 }
  }
  const count = readCount(tokens, index)
  const unit = count === null ? null : readUnit(tokens, count.next)
  if (count === null || unit === null) return null
  const withHalf = skipWords(tokens, unit.next, 'and a half')
  const halfOf: Partial<Record<Unit, { readonly count: number; readonly unit: Unit }>> = {
    hour: { count: 30, unit: 'minute' },
    minute: { count: 30, unit: 'second' },
  }
  const half = withHalf > unit.next ? halfOf[unit.value] : undefined
  const whole = { count: count.value, unit: unit.value }
  return half === undefined ? { value: [whole], next: unit.next } : { value: [whole, half], next: withHalf }
}

/** `in 20 minutes`, `in an hour and a half`, `in 1 hour and 30 minutes`, `in 2 weeks`, `20 minutes from now`. */
export function readDelay(tokens: readonly Token[], index: number): Taken<Delay> | null {
  const start = skipWords(tokens, index, 'in', 'after')
  const first = readPart(tokens, start)
  if (first === null) return null
  const parts = [...first.value]
  let { next } = first
  for (;;) {
    const joint = skipJoint(tokens, next)
    const more = readPart(tokens, joint)
    if (more === null || (joint === next && !/^\d/.test(tokens[next]?.text ?? ''))) break
    parts.push(...more.value)
    next = more.next
  }
  if (start === index && wordsAt(tokens, next, 'ago'))
    throw new PastProblem('That time has already passed. Say a later one, such as "in 20 minutes".')
  const end = skipWords(tokens, next, 'from now')
  return start === index && end === next ? null : { value: parts, next: end }
}
