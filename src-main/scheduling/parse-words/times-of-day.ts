import { skipJoint, skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { readUnit } from './units.ts'
import { WhenProblem } from './when-problem.ts'

export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Whether `am`, `pm` or a 24-hour reading settled the hour; a bare `5` is 05:00 until a part of the day says otherwise. */
  readonly settled: boolean
}

export interface TimeWindow {
  readonly from: TimeOfDay
  readonly to: TimeOfDay
}

export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night'

const dayParts: readonly string[] = ['morning', 'afternoon', 'evening', 'night'] satisfies DayPart[]
const partHours: Readonly<Record<DayPart, number>> = {
  morning: 9,
  afternoon: 14,
  evening: 18,
  night: 21,
}

/** The time of a day for which none was said; the words say it back. */
export const usualTime: TimeOfDay = { hour: 9, minute: 0, second: 0, settled: true }

/** The time that a part of the day means when no time is given. */
export function partTime(part: DayPart): TimeOfDay {
  return { hour: partHours[part], minute: 0, second: 0, settled: true }
}

/** Milliseconds since midnight, on a day without a clock change. */
export function msOf(time: TimeOfDay): number {
  return ((time.hour * 60 + time.minute) * 60 + time.second) * 1000
}

export function isDayPart(text: string | undefined): text is DayPart {
  return text !== undefined && dayParts.includes(text)
}

function timeFrom(
  written: string,
  figures: Pick<TimeOfDay, 'hour' | 'minute' | 'second'>,
  meridiem: string | undefined,
): TimeOfDay {
  const { hour, minute, second } = figures
  const wrong =
    hour > 23 || minute > 59 || second > 59
      ? 'hours go from 0 to 23 and minutes from 0 to 59'
      : meridiem !== undefined && (hour < 1 || hour > 12)
        ? 'with am and pm, hours go from 1 to 12'
        : null
  if (wrong !== null)
    throw new WhenProblem(`"${written}" is not a time of day: ${wrong}. Write it as 9:30 or 9:30 pm.`)
  if (meridiem === undefined) return { ...figures, settled: hour > 12 || hour === 0 }
  return { ...figures, hour: (hour % 12) + (meridiem.startsWith('p') ? 12 : 0), settled: true }
}

function readPast(tokens: readonly Token[], index: number): Taken<TimeOfDay> | null {
  const minutes = wordsAt(tokens, index, 'half past') ? 30 : wordsAt(tokens, index, 'quarter past') ? 15 : -15
  if (minutes < 0 && !wordsAt(tokens, index, 'quarter to')) return null
  const time = readTime(tokens, index + 2, true)
  if (time === null || time.value.minute !== 0) return null
  const total = (time.value.hour * 60 + minutes + 1440) % 1440
  return { value: { ...time.value, hour: Math.floor(total / 60), minute: total % 60 }, next: time.next }
}

/** One time of day. A number alone is one only where `bare` says that a time is expected. */
export function readTime(tokens: readonly Token[], index: number, bare: boolean): Taken<TimeOfDay> | null {
  const text = tokens[index]?.text
  if (text === undefined) return null
  if (text === 'noon' || text === 'midday')
    return { value: { hour: 12, minute: 0, second: 0, settled: true }, next: index + 1 }
  if (text === 'midnight') return { value: { hour: 0, minute: 0, second: 0, settled: true }, next: index + 1 }
  const past = readPast(tokens, index)
  if (past !== null) return past
  const figures = /^(\d{1,4})(?:(:|\.|h)(\d{2})(?::(\d{2}))?)?(h|am|pm|a\.m|p\.m)?$/.exec(text)
  if (figures === null) return null
  const [, hour = '', mark, minute = '0', second = '0', suffix] = figures
  if (hour.length > 2 && suffix === undefined) return null
  let next = index + 1
  let meridiem = suffix === 'h' ? undefined : suffix
  if (suffix === undefined && wordsAt(tokens, next, 'am|pm|a.m|p.m')) meridiem = tokens[next++]?.text
  if (meridiem?.includes('.') && wordsAt(tokens, next, '.')) next++
  const named = suffix !== undefined || meridiem !== undefined || wordsAt(tokens, next, "o'clock")
  if (!bare && !named && mark !== ':' && mark !== 'h') return null
  const written = tokens
    .slice(index, next)
    .map((token) => token.text)
    .join(' ')
  const read = { hour: Number(hour), minute: Number(minute), second: Number(second) }
  const time = timeFrom(written, read, meridiem)
  const settled = time.settled || suffix === 'h' || mark === 'h' || /^0\d/.test(hour)
  return { value: { ...time, settled }, next: skipWords(tokens, next, "o'clock", 'h', 'hrs') }
}

/** Figures in a place where only a time can stand are a time or a mistake, never something to do. */
function refuseFigures(tokens: readonly Token[], index: number): void {
  const text = tokens[index]?.text
  if (text === undefined || !/^\d/.test(text)) return
  throw new WhenProblem(`"${text}" is not a time of day. Write it as 9:30 or 9:30 pm.`)
}

function endsInPm(tokens: readonly Token[], start: number, next: number): boolean {
  return tokens.slice(start, next).some((token) => /(pm|p\.m)$/.test(token.text))
}

/** "At 7 and 9 pm" are both in the evening, "between 9 and 5 pm" is not. */
function sharePm(time: TimeOfDay, last: TimeOfDay): TimeOfDay {
  const isEarlier = !time.settled && time.hour + 12 <= last.hour
  return isEarlier ? { ...time, hour: time.hour + 12, settled: true } : time
}

/** "At 9, 3 times": the 3 counts what follows it. */
function isCounted(tokens: readonly Token[], next: number): boolean {
  return wordsAt(tokens, next, 'times|time') || readUnit(tokens, next) !== null
}

/** One or several times: `at 7 and 19`, `9am`, `at noon`, `at 9:00, 12:00 and 17:00`. */
export function readTimes(tokens: readonly Token[], index: number): Taken<readonly TimeOfDay[]> | null {
  const start = skipWords(tokens, index, 'at', '@')
  const first = readTime(tokens, start, start > index)
  if (first === null) {
    if (start > index) refuseFigures(tokens, start)
    return null
  }
  let times = [first.value]
  let { next } = first
  for (;;) {
    const joint = skipJoint(tokens, next)
    const at = skipWords(tokens, joint, 'at', '@')
    const more = joint === next ? null : readTime(tokens, at, true)
    if (more === null || (at === joint && isCounted(tokens, more.next))) break
    if (endsInPm(tokens, at, more.next)) times = times.map((time) => sharePm(time, more.value))
    times.push(more.value)
    next = more.next
  }
  return { value: times, next }
}

/** `between 9 and 17`, `from 9:00 to 5 pm`. */
export function readWindow(tokens: readonly Token[], index: number): Taken<TimeWindow> | null {
  const start = skipWords(tokens, index, 'only between', 'between', 'only from', 'from')
  if (start === index) return null
  const from = readTime(tokens, start, true)
  if (from === null) return null
  const joint = skipWords(tokens, from.next, 'and', 'to', 'until', 'till', '-', '–')
  const to = joint === from.next ? null : readTime(tokens, skipWords(tokens, joint, 'at'), true)
  if (to === null) return null
  const ends = to.value.hour * 60 + to.value.minute
  const starts = from.value.hour * 60 + from.value.minute
  if (ends <= starts && !from.value.settled && !to.value.settled) {
    const written = `${from.value.hour} and ${to.value.hour}`
    throw new WhenProblem(
      `"between ${written}" can be read in two ways. Write it as "between 9 and 17" or "between 9 am and 5 pm".`,
    )
  }
  const shared = endsInPm(tokens, joint, to.next) ? sharePm(from.value, to.value) : from.value
  return { value: { from: shared, to: to.value }, next: to.next }
}

/** A bare hour with the part of the day that was said: "tomorrow evening at 7" is 19:00. */
export function inDayPart(time: TimeOfDay, part: DayPart | null): TimeOfDay {
  if (part === null || time.settled || part === 'morning') return time
  const least = part === 'afternoon' ? 1 : part === 'evening' ? 4 : 5
  const late = time.hour >= least && time.hour <= 11
  if (time.hour === 12 && part !== 'afternoon') return { ...time, hour: 0, settled: true }
  return late ? { ...time, hour: time.hour + 12, settled: true } : time
}
