import type { Bounds, Trigger } from '../../../src-shared/domain/schedule.ts'
import { describeBounds, describeTrigger } from '../describe-trigger.ts'
import { zoneClock } from '../zone-clock.ts'
import { dateOfWall, type CalendarDate } from './calendar-date.ts'
import { excerpt } from './excerpt.ts'
import type { ParseContext } from './parse-context.ts'
import { readWhen } from './read-when.ts'
import type { Reading } from './reading.ts'
import { toWhen } from './to-when.ts'
import { tokenize, type Token } from './tokens.ts'
import { WhenProblem, type ParseRefusal } from './when-problem.ts'

export interface ParsedWhen {
  readonly trigger: Trigger
  /** What the words said beyond the trigger: starting, until, a number of times. */
  readonly bounds: Bounds
  /** The reading, said back. */
  readonly words: string
}

const examples = 'Examples: "in 20 minutes", "tomorrow at 8", "every weekday at 9".'

export function todayOf({ now, timeZone }: ParseContext): CalendarDate {
  return dateOfWall((zoneClock(timeZone) ?? zoneClock('UTC'))?.wallAt(now) ?? now)
}

/** The reading as a result, with its words. Throws a WhenProblem when it means nothing. */
export function parsedWhen(reading: Reading, context: ParseContext): ParsedWhen {
  const { trigger, bounds } = toWhen(reading, context)
  const words =
    describeTrigger(trigger, { timeZone: context.timeZone }) + describeBounds(bounds, context.timeZone)
  return { trigger, bounds, words }
}

/** What a reading means so far, for a refusal that says how much was understood. */
export function understoodWords(reading: Reading, context: ParseContext): string | null {
  try {
    return parsedWhen(reading, context).words
  } catch (error) {
    if (error instanceof WhenProblem) return null
    throw error
  }
}

/** The tokens without a full stop or other marks at the end. */
export function withoutEndMark(tokens: readonly Token[]): readonly Token[] {
  return tokens.slice(0, tokens.findLastIndex(({ text }) => !/^[.!?;,]$/.test(text)) + 1)
}

/**
 * Reads words that say only when: `every weekday at 9`, `in 20 minutes`, `mondays at 18:30 until 1 march`. All of them
 * must be understood; what is left over is named in the refusal. Times without am or pm are on the 24-hour clock.
 */
export function parseWhen(text: string, context: ParseContext): ParsedWhen | ParseRefusal {
  const tokens = withoutEndMark(tokenize(text))
  let reading: Reading = {}
  try {
    const read = readWhen(tokens, 0, todayOf(context))
    reading = read.value
    const rest = tokens[read.next]
    if (rest === undefined) return parsedWhen(reading, context)
    const left = text.slice(rest.start, tokens.at(-1)?.end)
    return {
      understood: understoodWords(reading, context),
      problem: `${excerpt(left)} was not understood as a time. ${examples}`,
      lacks: 'time',
    }
  } catch (error) {
    if (error instanceof WhenProblem)
      return { understood: understoodWords(reading, context), problem: error.message }
    throw error
  }
}
