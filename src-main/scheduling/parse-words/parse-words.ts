import type { ParsedSchedule } from '../../../src-shared/ipc/schedule-routes.ts'
import { nextInstants } from '../preview.ts'
import type { ParseContext } from './parse-context.ts'
import { excerpt } from './excerpt.ts'
import { parsedWhen, todayOf, understoodWords, withoutEndMark } from './parse-when.ts'
import type { Reading } from './reading.ts'
import { splitWhenWhat } from './split-when-what.ts'
import { toWhen } from './to-when.ts'
import { tokenize, type Token } from './tokens.ts'
import { actionOf, titleOf } from './what-to-do.ts'
import { NoTaskProblem, WhenProblem, type ParseRefusal } from './when-problem.ts'

const previewCount = 5

/** The text of a stretch of tokens; up to the last word it holds the marks that end the sentence, too. */
function textOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  const last = to === withoutEndMark(tokens).length ? tokens.at(-1) : tokens[to - 1]
  return text.slice(tokens[from]?.start, last?.end)
}

const halfTimes: readonly { readonly pattern: RegExp; readonly advice: string }[] = [
  {
    pattern: /^in \p{Lu}[\p{L}/_-]*(?: \p{Lu}[\p{L}/_-]*)*/u,
    advice:
      'may be a time zone or a part of the task. Name a zone as Europe/Berlin, or say the task first: "check the build in New York every weekday at 9".',
  },
  {
    pattern: /^(?:\d+|two|three|four|five) times\b/i,
    advice: 'goes behind the time: "every hour, 3 times".',
  },
  {
    pattern: /^at \d[\d:.]*/i,
    advice: 'is a second time. Say one of the two, or "every day at 7 and 19".',
  },
]

/** A task that begins like the rest of a time would be a silent guess. */
function refuseHalfTime(task: string): void {
  for (const { pattern, advice } of halfTimes) {
    const [found] = pattern.exec(task) ?? []
    if (found !== undefined) throw new WhenProblem(`${excerpt(found)} ${advice}`)
  }
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
    refuseHalfTime(task)
    const next = nextInstants(trigger, {
      after: context.now,
      count: previewCount,
      bounds,
      timeZone: context.timeZone,
    })
    return { title: titleOf(task), action: actionOf(task, split.isReminder), trigger, words, next, bounds }
  } catch (error) {
    if (!(error instanceof WhenProblem)) throw error
    const refusal = { understood: understoodWords(reading, context), problem: error.message }
    return error instanceof NoTaskProblem ? { ...refusal, lacks: 'task' } : refusal
  }
}
