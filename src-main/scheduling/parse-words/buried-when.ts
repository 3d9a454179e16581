import { readBound } from './bounds-words.ts'
import type { CalendarDate } from './calendar-date.ts'
import { excerpt } from './excerpt.ts'
import { readMonth } from './month-days.ts'
import { readWhen } from './read-when.ts'
import type { Reading } from './reading.ts'
import { readTimes } from './times-of-day.ts'
import { skipWords, wordsAt, type Token } from './tokens.ts'
import { readWeekdays } from './weekdays.ts'
import { WhenProblem } from './when-problem.ts'

/** Words about time inside a task: the tokens from `from` up to `to` (exclusive). */
export interface BuriedWhen {
  readonly reading: Reading
  readonly from: number
  readonly to: number
}

/** A task may be a whole document; nobody hides a time in the depth of one. */
const deepest = 300
const begins =
  'every|each|daily|weekly|monthly|yearly|hourly|nightly|quarterly|annually|fortnightly|at|on|in|tomorrow|tonight|today|next|this|the|first|last'
const repeats = 'every|each'
const edges = 'until|till|til|starting|beginning'
const named = 'yesterday|next|last'
/** A bare number before one of these is a time of day; "at 3 files" is none. */
const goesOn = 'about|with|for|to|and|in|on|if|when|that|because|or|so|,'

function isRepetition(reading: Reading): boolean {
  return reading.steps !== undefined || reading.days !== undefined || reading.rhythm !== undefined
}

/** "At 8 about the party" and "at 8:30" are times of day, "at 8 files" and "at 15 places" are not. */
function isTime(tokens: readonly Token[], from: number, next: number): boolean {
  const written = /:\d|\dh$|[ap]\.?m$|^(noon|midday|midnight|o'clock)$/
  return wordsAt(tokens, next, goesOn) || tokens.slice(from, next).some(({ text }) => written.test(text))
}

/** Whether the words can be nothing but a time: a repetition, a delay, or a time of day. */
function isCertain({ reading, from, to }: BuriedWhen, tokens: readonly Token[]): boolean {
  if (isRepetition(reading)) return true
  if (reading.delay !== undefined) return !wordsAt(tokens, to, 'of')
  if (reading.times !== undefined) return isTime(tokens, from, to)
  return reading.part !== undefined || (reading.date?.part ?? null) !== null
}

/** In quotation marks. */
function wordsOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  return excerpt(text.slice(tokens[from]?.start, tokens[to - 1]?.end))
}

function candidates(
  tokens: readonly Token[],
  from: number,
  to: number,
  today: CalendarDate,
  accepts: (reading: Reading, start: number) => boolean,
): BuriedWhen[] {
  const found: BuriedWhen[] = []
  let index = from + 1
  while (index < Math.min(to, from + deepest)) {
    const start = index++
    if (!wordsAt(tokens, start, begins) && readWeekdays(tokens, start) === null) continue
    try {
      const read = readWhen(tokens, start, today)
      if (read.next === start || read.next >= to) continue
      const when = { reading: read.value, from: start, to: read.next }
      if (!isCertain(when, tokens) || !accepts(read.value, start)) continue
      found.push(when)
      index = read.next
    } catch (error) {
      if (!(error instanceof WhenProblem)) throw error
    }
  }
  return found
}

/**
 * The words about time in the middle of a task that has none at either end: "check the build every weekday at 9 and tell
 * me". A repetition goes before a single time; of two of a kind neither is taken, and a WhenProblem names them.
 */
export function findBuried(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  today: CalendarDate,
  accepts: (reading: Reading, start: number) => boolean,
): BuriedWhen | null {
  const found = candidates(tokens, from, to, today, accepts)
  const repeated = found.filter(({ reading }) => isRepetition(reading))
  const [first, second] = repeated.length > 0 ? repeated : found
  if (first === undefined || second === undefined) return first ?? null
  const [one, other] = [first, second].map((when) => wordsOf(text, tokens, when.from, when.to))
  throw new WhenProblem(
    `Both ${one} and ${other} could be the time. Put the one that is meant at the beginning.`,
  )
}

function refuse(text: string, tokens: readonly Token[], from: number, to: number): never {
  const words = wordsOf(text, tokens, from, to)
  throw new WhenProblem(
    `${words} stands in the task and was not taken for the time. Put all that says when at the beginning, such as "every day at 9 until 1 march water the plants".`,
  )
}

/** The index after the time of day at `index`, or null when there is none: "at 99 files" is not a wrong one. */
function endOfTime(tokens: readonly Token[], index: number): number | null {
  const figures = /^\d+$/.exec(tokens[index + 1]?.text ?? '')
  if (figures !== null && Number(figures[0]) > 23) return null
  const times = readTimes(tokens, index)
  return times !== null && isTime(tokens, index, times.next) ? times.next : null
}

/** "Until december" and "starting monday" are about time, "until it passes" is not. */
function isEdge(tokens: readonly Token[], index: number, today: CalendarDate): boolean {
  if (!wordsAt(tokens, index, edges)) return false
  const start = skipWords(tokens, index + 1, 'on', 'in', 'the')
  const isDay = readMonth(tokens, start) !== null || readWeekdays(tokens, start) !== null
  return isDay || wordsAt(tokens, start, named) || readBound(tokens, index, today) !== null
}

/**
 * Throws a WhenProblem when the task from `from` up to `to` holds a repetition, a beginning, an end, or the time of day that
 * the reading lacks: taken for a part of the task, they would be dropped.
 */
export function refuseBuried(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  today: CalendarDate,
  { before, after }: { readonly before: Reading; readonly after: Reading },
): void {
  const hasDays = after.days !== undefined || after.date !== undefined
  const lacksTime = after.times === undefined && hasDays
  for (let index = from; index < Math.min(to, from + deepest); index++) {
    if (wordsAt(tokens, index, repeats) && Object.keys(before).length === 0) {
      if (readWhen(tokens, index, today).next > index) refuse(text, tokens, index, to)
    }
    if (isEdge(tokens, index, today)) refuse(text, tokens, index, to)
    if (!lacksTime || index === from || !wordsAt(tokens, index, 'at')) continue
    const end = endOfTime(tokens, index)
    if (end !== null) refuse(text, tokens, index, end)
  }
}
