import { findBuried, refuseBuried } from './buried-when.ts'
import type { CalendarDate } from './calendar-date.ts'
import { excerpt } from './excerpt.ts'
import { readWhen } from './read-when.ts'
import type { Reading } from './reading.ts'
import { skipWords, wordsAt, type Token } from './tokens.ts'
import { skipReminderLead, skipTaskJoint } from './what-to-do.ts'
import { NoTaskProblem, PastProblem, WhenProblem } from './when-problem.ts'

export interface Split {
  readonly reading: Reading
  /** The task stands in these stretches of tokens, each from `from` up to `to` (exclusive). */
  readonly task: readonly { readonly from: number; readonly to: number }[]
  readonly isReminder: boolean
}

/** Tells whether a reading makes a schedule; throws a WhenProblem when it does not. */
export type Judge = (reading: Reading) => void

/** Words that cannot end a task: what follows them belongs to it ("the report for friday"). */
const openEnds = 'for|from|about|of|since|by|before|after|to|with|the|a|an|and|or|than|as|on|in|at'
const ownPreposition = 'in|at|on|until|till|for|starting'
/** Words that go on with a time: when they follow one and were not read, the time was not understood. */
const goesOn = 'and|or|but|except|excluding|unless|between|until|till|starting|beginning|every|each|at|@'
/** As above, where a task goes on, too. */
const goesOnInTask = 'or|but|except|excluding|unless|between|every|each|@'
/** In words; no phrase about time is longer, and a task may have thousands. */
const longestEnding = 30
const onlyTimes = 'every|each|at|@|in|on|once|between|today|tomorrow|tonight|next'
const repeats = 'every|each'

function accepted(judge: Judge, reading: Reading): boolean {
  try {
    judge(reading)
    return true
  } catch (error) {
    if (error instanceof WhenProblem) return false
    throw error
  }
}

function notUnderstood(text: string, tokens: readonly Token[], from: number, to: number): never {
  const left = text.slice(tokens[from]?.start, tokens[to - 1]?.end)
  throw new WhenProblem(
    `${excerpt(left)} was not understood as a time. Say, for example, "every weekday at 9" or "tomorrow at 8".`,
  )
}

/** A task may begin like a time ("weekly report: …"); only words that can be nothing else are refused at once. */
function readOpening(
  tokens: readonly Token[],
  today: CalendarDate,
): { reading: Reading; next: number; problem: WhenProblem | null } {
  try {
    const { value, next } = readWhen(tokens, 0, today)
    return { reading: value, next, problem: null }
  } catch (error) {
    if (!(error instanceof WhenProblem) || wordsAt(tokens, 0, onlyTimes)) throw error
    return { reading: {}, next: 0, problem: error }
  }
}

/** Whether words about time can begin here: not after "for" or "the", which bind them to the task. */
function canBegin(tokens: readonly Token[], start: number): boolean {
  return !wordsAt(tokens, start - 1, openEnds) || wordsAt(tokens, start, ownPreposition)
}

function isOnlyTime({ date, days, steps, rhythm, delay }: Reading): boolean {
  return [date, days, steps, rhythm, delay].every((said) => said === undefined)
}

function noTime(text: string): WhenProblem {
  return new WhenProblem(
    `No time was found in ${excerpt(text)}. Say when, for example "tomorrow at 8" or "every weekday at 9".`,
  )
}

/** The longest run of words about time that ends the text and goes with what was read before. */
function readEnding(
  tokens: readonly Token[],
  from: number,
  today: CalendarDate,
  before: Reading,
  judge: Judge,
): { readonly reading: Reading; readonly to: number } | null {
  let problem: WhenProblem | null = null
  let afterDay = false
  for (let start = Math.max(from + 1, tokens.length - longestEnding); start < tokens.length; start++) {
    if (!canBegin(tokens, start)) continue
    try {
      const alone = readWhen(tokens, start, today)
      // "Yesterday at 9" is one thing: when it does not fit, its "at 9" is not taken by itself.
      if (afterDay && isOnlyTime(alone.value)) continue
      afterDay ||= alone.next === tokens.length && alone.value.date !== undefined
      const read = readWhen(tokens, start, today, before)
      if (read.next < tokens.length || read.next === start) continue
      judge(read.value)
      const to = wordsAt(tokens, start - 1, ',') ? start - 1 : start
      if (to > from) return { reading: read.value, to }
    } catch (error) {
      if (!(error instanceof WhenProblem)) throw error
      if (error instanceof PastProblem && Object.keys(before).length === 0) throw error
      problem ??= error
    }
  }
  if (problem !== null && Object.keys(before).length === 0) throw problem
  return null
}

/** "Check the build every weekday at 9 and tell me": what stands around the time is the task. */
function splitMiddle(
  text: string,
  tokens: readonly Token[],
  from: number,
  today: CalendarDate,
  judge: Judge,
): Omit<Split, 'isReminder'> | null {
  const accepts = (found: Reading, start: number): boolean =>
    canBegin(tokens, start) && accepted(judge, found)
  const to = tokens.length
  const when = findBuried(text, tokens, from, to, today, accepts)
  if (when === null) return null
  const rest = skipWords(tokens, when.to, ',')
  if (wordsAt(tokens, rest, goesOnInTask)) notUnderstood(text, tokens, when.from, to)
  const left = wordsAt(tokens, when.from - 1, ',') ? when.from - 1 : when.from
  refuseBuried(text, tokens, rest, to, today, { before: when.reading, after: when.reading })
  const task = [
    { from, to: left },
    { from: rest, to },
  ]
  return { reading: when.reading, task }
}

/**
 * Parts a text into when and what. The time stands at the beginning, after "remind me", at the end, in pieces at several of
 * these places, or, when there is none at them, in the middle. Throws a WhenProblem when there is no time, no task, or
 * something that looks like a time and was not taken for one.
 */
export function splitWhenWhat(
  text: string,
  tokens: readonly Token[],
  today: CalendarDate,
  judge: Judge,
): Split {
  let { reading, next, problem } = readOpening(tokens, today)
  if (next === 0 && wordsAt(tokens, 0, repeats)) notUnderstood(text, tokens, 0, tokens.length)

  const joined = skipTaskJoint(tokens, next)
  const lead = skipReminderLead(tokens, joined)
  const isReminder = lead > joined
  if (isReminder) {
    const start = skipWords(tokens, lead, 'for')
    const more = readWhen(tokens, start, today, reading)
    if (more.next > start && (next === 0 || accepted(judge, more.value))) {
      reading = more.value
      next = more.next
    } else {
      if (next === 0 && wordsAt(tokens, lead, repeats)) notUnderstood(text, tokens, lead, tokens.length)
      next = lead
    }
  }
  const hasTime = Object.keys(reading).length > 0
  const afterTime = hasTime && !(isReminder && next === lead)
  const figures = /^\d+$/
  const isSecondTime = figures.test(tokens[next]?.text ?? '') && figures.test(tokens[next - 1]?.text ?? '')
  if (afterTime && (isSecondTime || wordsAt(tokens, skipWords(tokens, next, ','), goesOn))) {
    notUnderstood(text, tokens, next, tokens.length)
  }
  const from = skipTaskJoint(tokens, next)
  const ending = readEnding(tokens, from, today, reading, judge)
  const to = ending?.to ?? tokens.length
  if (from >= to) {
    if (ending === null && !hasTime) throw noTime(text)
    throw new NoTaskProblem(
      'Say also what to do, for example "every weekday at 9 check the build" or "remind me to stretch in 20 minutes".',
    )
  }
  if (ending === null && !hasTime) {
    const split = splitMiddle(text, tokens, from, today, judge)
    if (split === null) throw problem ?? noTime(text)
    return { ...split, isReminder }
  }
  const whole = ending?.reading ?? reading
  refuseBuried(text, tokens, from, to, today, { before: reading, after: whole })
  return { reading: whole, task: [{ from, to }], isReminder }
}
