import { canonicalZone } from '../canonical-zone.ts'
import { zoneClock } from '../zone-clock.ts'
import { skipWords, wordsAt, type Taken, type Token } from './tokens.ts'
import { WhenProblem } from './when-problem.ts'

const short = 'utc|gmt|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|eet|eest|bst|ist|jst|aest|aedt'

/** A time zone, in brackets or not, such as `(Asia/Tokyo)`, `UTC` or `Europe/Berlin time`, as it was written. */
export function readZone(tokens: readonly Token[], index: number): Taken<string> | null {
  const open = skipWords(tokens, skipWords(tokens, index, 'in'), '(')
  const text = tokens[open]?.text
  if (text === undefined) return null
  const isZone =
    wordsAt(tokens, open, short) || (/^[a-z_]+\/[a-z_/-]+$/.test(text) && zoneClock(text) !== null)
  if (!isZone) return null
  return { value: text, next: skipWords(tokens, open + 1, ')', 'time )', 'time') }
}

/** Throws a WhenProblem for a zone that is not the one the words are read in: a reading has no zone of its own. */
export function refuseOtherZone(zone: string, timeZone: string): void {
  if (canonicalZone(zone).toLowerCase() === canonicalZone(timeZone).toLowerCase()) return
  throw new WhenProblem(
    `"${zone}" is another time zone; the times here are those of ${timeZone}. Leave it out and set the time zone of the schedule, or say the time in ${timeZone}.`,
  )
}
