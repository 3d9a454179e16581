import type { CalendarDate } from './calendar-date.ts'
import { readWhen } from './read-when.ts'
import type { Reading } from './reading.ts'
import { skipWords, wordsAt, type Token } from './tokens.ts'
import { skipReminderLead, skipTaskJoint } from './what-to-do.ts'
import { WhenProblem } from './when-problem.ts'

export interface Split {
  readonly reading: Reading
  /** The task stands in the tokens from `from` up to `to` (exclusive). */
  readonly from: number
  readonly to: number
  readonly isReminder: boolean
}

/** Tells whether a reading makes a schedule; throws a WhenProblem when it does not. */
export type Judge = (reading: Reading) => void

/** Words that cannot end a task: what follows them belongs to it ("the report for friday"). */
const openEnds = 'for|from|about|of|since|by|before|after|to|with|the|a|an|and|or|than|as|on|in|at'
const ownPreposition = 'in|at|on|until|till|for|starting'
/** Words that go on with a time: when they follow one and were not read, the time was not understood. */
const goesOn = 'and|or|but|except|excluding|unless|between|until|till|starting|beginning|every|each|at|@'
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
    `"${left}" was not understood as a time. Say, for example, "every weekday at 9" or "tomorrow at 8".`,
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

/** The longest run of words about time that ends the text and goes with what was read before. */
function readEnding(
  tokens: readonly Token[],
  from: number,
  today: CalendarDate,
  before: Reading,
  judge: Judge,
): { readonly reading: Reading; readonly to: number } | null {
  let problem: WhenProblem | null = null
  for (let start = Math.max(from + 1, tokens.length - longestEnding); start < tokens.length; start++) {
    if (wordsAt(tokens, start - 1, openEnds) && !wordsAt(tokens, start, ownPreposition)) continue
    try {
      const read = readWhen(tokens, start, today, before)
      if (read.next < tokens.length || read.next === start) continue
      judge(read.value)
      const to = wordsAt(tokens, start - 1, ',') ? start - 1 : start
      if (to > from) return { reading: read.value, to }
    } catch (error) {
      if (!(error instanceof WhenProblem)) throw error
      problem ??= error
    }
  }
  if (problem !== null && Object.keys(before).length === 0) throw problem
  return null
}

/** A repetition inside the task that was left there would be a time that was dropped. */
function refuseBuried(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  today: CalendarDate,
): void {
  for (let index = from; index < to; index++) {
    if (!wordsAt(tokens, index, repeats)) continue
    if (readWhen(tokens, index, today).next > index) notUnderstood(text, tokens, index, tokens.length)
  }
}

/**
 * Parts a text into when and what. The time stands at the beginning, after "remind me", at the end, or in pieces at
 * several of these places; what it says twice stays in the task. Throws a WhenProblem when there is no time, no task, or
 * something that looks like a time and is none.
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
  if (ending === null && !hasTime) {
    throw (
      problem ??
      new WhenProblem(
        `No time was found in "${text.trim()}". Say when, for example "tomorrow at 8" or "every weekday at 9".`,
      )
    )
  }
  const to = ending?.to ?? tokens.length
  if (ending !== null && !hasTime) refuseBuried(text, tokens, from, to, today)
  if (from >= to) {
    throw new WhenProblem(
      'Say also what to do, for example "every weekday at 9 check the build" or "remind me to stretch in 20 minutes".',
    )
  }
  return { reading: ending?.reading ?? reading, from, to, isReminder }
}
