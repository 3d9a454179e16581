import { dateWords, timeWords } from '../instant-words.ts'
import type { ParseContext } from './parse-context.ts'
import { PastProblem } from './when-problem.ts'

/** Throws the PastProblem for an instant that is over. */
export function refusePast(at: number, { now, timeZone }: ParseContext): never {
  const when = `${dateWords(at, timeZone)} at ${timeWords(at, timeZone)}`
  const example = 'Say a later time, or a day such as "tomorrow at 8".'
  throw new PastProblem(
    `${when} has already passed: it is ${timeWords(now - (now % 60_000), timeZone)} now. ${example}`,
  )
}
