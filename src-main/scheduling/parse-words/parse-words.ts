import type { ParsedSchedule } from '../../../src-shared/ipc/schedule-routes.ts'
import { nextInstants } from '../preview.ts'
import type { ParseContext } from './parse-context.ts'
import { parsedWhen, todayOf, understoodWords, withoutEndMark } from './parse-when.ts'
import type { Reading } from './reading.ts'
import { splitWhenWhat } from './split-when-what.ts'
import { toWhen } from './to-when.ts'
import { tokenize, type Token } from './tokens.ts'
import { actionOf, titleOf } from './what-to-do.ts'
import { WhenProblem, type ParseRefusal } from './when-problem.ts'

const previewCount = 5

/** The text of a stretch of tokens; up to the last word it holds the marks that end the sentence, too. */
function textOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  const last = to === withoutEndMark(tokens).length ? tokens.at(-1) : tokens[to - 1]
  return text.slice(tokens[from]?.start, last?.end)
}

/**
 * Reads a whole sentence into a schedule: `every weekday at 9 check the build`, `remind me to stretch in 20 minutes`.
 * "Remind me" makes a notification, anything else an instruction for the assistant. Nothing is guessed silently: `words`
 * says the reading back, `next` holds up to five instants (epoch milliseconds), and what is not understood is refused by
 * name. `timeZone` is an IANA zone.
 */
export function parseWords(text: string, context: ParseContext): ParsedSchedule | ParseRefusal {
  const tokens = tokenize(text)
  let reading: Reading = {}
  try {
    const judge = (candidate: Reading): void => void toWhen(candidate, context)
    const split = splitWhenWhat(text, withoutEndMark(tokens), todayOf(context), judge)
    reading = split.reading
    const { trigger, bounds, words } = parsedWhen(reading, context)
    const task = split.task.map(({ from, to }) => textOf(text, tokens, from, to)).join(' ')
    const next = nextInstants(trigger, {
      after: context.now,
      count: previewCount,
      bounds,
      timeZone: context.timeZone,
    })
    return { title: titleOf(task), action: actionOf(task, split.isReminder), trigger, words, next, bounds }
  } catch (error) {
    if (error instanceof WhenProblem)
      return { understood: understoodWords(reading, context), problem: error.message }
    throw error
  }
}
