import { readBound } from './bounds-words.ts'
import type { CalendarDate } from './calendar-date.ts'
import { readDelay } from './delay.ts'
import { joinReadings, readingOfBound, readingOfRecurrence, type Reading } from './reading.ts'
import { readRecurrence } from './recurrence.ts'
import { readSingleDate } from './single-date.ts'
import { isDayPart, readTimes, readWindow } from './times-of-day.ts'
import { skipWords, wordsAt, type Taken, type Token } from './tokens.ts'

function readPart(tokens: readonly Token[], index: number): Taken<Reading> | null {
  const start = skipWords(tokens, index, 'in the', 'at')
  const text = tokens[start]?.text
  if (!isDayPart(text) || (wordsAt(tokens, index, 'at') && text !== 'night')) return null
  return { value: { part: text }, next: start + 1 }
}

/** One element of a phrase about time at `index`. The order settles what "from 9 to 17" and "in the evening" are. */
function readElement(tokens: readonly Token[], index: number, today: CalendarDate): Taken<Reading> | null {
  const recurrence = readRecurrence(tokens, index)
  if (recurrence !== null) return { value: readingOfRecurrence(recurrence.value), next: recurrence.next }
  const window = readWindow(tokens, index)
  if (window !== null) return { value: { window: window.value }, next: window.next }
  const bound = readBound(tokens, index, today)
  if (bound !== null) return { value: readingOfBound(bound.value), next: bound.next }
  const part = readPart(tokens, index)
  if (part !== null) return part
  const delay = readDelay(tokens, index)
  if (delay !== null) return { value: { delay: delay.value }, next: delay.next }
  const date = readSingleDate(tokens, index, today)
  if (date !== null) return { value: { date: date.value }, next: date.next }
  const times = readTimes(tokens, index)
  return times === null ? null : { value: { times: times.value }, next: times.next }
}

/**
 * Reads as many words about time as stand together from `index` on, added to what was read before. Gives `index` back
 * when there are none. Throws a WhenProblem on words that are about time and wrong.
 */
export function readWhen(
  tokens: readonly Token[],
  index: number,
  today: CalendarDate,
  before: Reading = {},
): Taken<Reading> {
  let reading = before
  let next = index
  for (;;) {
    const start = next === index ? next : skipWords(tokens, next, ', and', ',')
    const element = readElement(tokens, start, today)
    const joined = element === null ? null : joinReadings(reading, element.value)
    if (element === null || joined === null) return { value: reading, next }
    reading = joined
    next = element.next
  }
}
