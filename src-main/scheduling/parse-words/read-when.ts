import { readBound } from './bounds-words.ts'
import type { CalendarDate } from './calendar-date.ts'
import { readDelay } from './delay.ts'
import { readException } from './exception-words.ts'
import {
  joinReadings,
  readingOfBound,
  readingOfException,
  readingOfRecurrence,
  type Reading,
} from './reading.ts'
import { readRecurrence } from './recurrence.ts'
import { readCountedFrom, readOnly } from './rhythm-words.ts'
import { readSingleDate } from './single-date.ts'
import { isDayPart, readTimes, readWindow } from './times-of-day.ts'
import { skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { readZone } from './zone-words.ts'

function readPart(tokens: readonly Token[], index: number): Taken<Reading> | null {
  const start = skipWords(tokens, index, 'in the', 'at')
  const text = tokens[start]?.text
  if (!isDayPart(text) || (wordsAt(tokens, index, 'at') && text !== 'night')) return null
  return { value: { part: text }, next: start + 1 }
}

/** `at :05`, `on the hour`, `counted from each full hour`. */
function readPastHour(tokens: readonly Token[], index: number): Taken<Reading> | null {
  if (wordsAt(tokens, index, 'on the hour')) return { value: { pastHour: 0 }, next: index + 3 }
  const full = skipWords(tokens, index, 'counted from each|every full hour')
  if (full > index) return { value: { fromFullHour: true }, next: full }
  const minute = wordsAt(tokens, index, 'at :') ? /^[0-5]\d$/.exec(tokens[index + 2]?.text ?? '') : null
  return minute === null ? null : { value: { pastHour: Number(minute[0]) }, next: index + 3 }
}

function readRhythm(tokens: readonly Token[], index: number, today: CalendarDate): Taken<Reading> | null {
  const only = readOnly(tokens, index)
  if (only !== null) return { value: { rhythm: only.value }, next: only.next }
  const from = readCountedFrom(tokens, index, today)
  return from === null ? null : { value: { countedFrom: from.value }, next: from.next }
}

/** What only goes on with words about time, and begins none. */
function readAddition(tokens: readonly Token[], index: number, today: CalendarDate): Taken<Reading> | null {
  const zone = readZone(tokens, index)
  if (zone !== null) return { value: { zone: zone.value }, next: zone.next }
  const past = readPastHour(tokens, index)
  if (past !== null) return past
  const once = skipWords(tokens, index, 'only once', 'just once', 'once')
  if (once > index && !wordsAt(tokens, once, 'a|an|every|per|each|the|i|you|we|it|he|she|they'))
    return { value: { maxRuns: 1 }, next: once }
  const exception = readException(tokens, index, today)
  return exception === null ? null : { value: readingOfException(exception.value), next: exception.next }
}

/** One element of a phrase about time at `index`. The order settles what "from 9 to 17" and "in the evening" are. */
function readElement(tokens: readonly Token[], index: number, today: CalendarDate): Taken<Reading> | null {
  const recurrence = readRecurrence(tokens, index)
  if (recurrence !== null) return { value: readingOfRecurrence(recurrence.value), next: recurrence.next }
  const rhythm = readRhythm(tokens, index, today)
  if (rhythm !== null) return rhythm
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
    const isFirst = next === index
    const start = isFirst
      ? skipWords(tokens, next, 'once ,', 'once on')
      : skipWords(tokens, next, ', and', ',')
    const added = isFirst ? null : readAddition(tokens, start, today)
    const element = added ?? readElement(tokens, start, today)
    const joined = element === null ? null : joinReadings(reading, element.value)
    if (element === null || joined === null) return { value: reading, next }
    reading = joined
    next = element.next
  }
}
