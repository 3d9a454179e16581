/** A word, number or mark, in lower case, and where it stands in the text. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** What a reader took: its value and the index of the first token after it. */
export interface Taken<T> {
  readonly value: T
  readonly next: number
}

/**
 * Cuts a text at spaces and at the marks around words. `9:30`, `9.30pm`, `2026-12-01`, `mon-fri`, `asia/tokyo` and `o'clock`
 * stay whole; a comma is always a token of its own, and `2026-12-01T09:30` is a date and a time.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  const parts =
    /\d{4}-\d\d-\d\d(?=T\d)|(?<=\d{4}-\d\d-\d\d)T|[\p{L}\d][\p{L}\d:.'’/_-]*[\p{L}\d]|[\p{L}\d]|[^\s]/gu
  for (const match of text.matchAll(parts)) {
    const found = match[0].toLowerCase().replace('’', "'")
    const isDivider = found === 't' && match[0] === 'T' && /\d$/.test(text.slice(0, match.index))
    if (!isDivider) tokens.push({ text: found, start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

type Pattern = readonly (readonly string[])[]

/** The patterns are the literals of the readers, so there are few, and each is asked for at every word. */
const patterns = new Map<string, Pattern>()

function patternOf(written: string): Pattern {
  const known = patterns.get(written)
  if (known !== undefined) return known
  const pattern = written.split(' ').map((choice) => choice.split('|'))
  patterns.set(written, pattern)
  return pattern
}

/** Whether the words stand at `index`; each may be a choice, as in `of the|every|each month`. */
export function wordsAt(tokens: readonly Token[], index: number, pattern: string): boolean {
  return patternOf(pattern).every((choice, offset) => {
    const text = tokens[index + offset]?.text
    return text !== undefined && choice.includes(text)
  })
}

/** `index`, moved past the first of the phrases that stands there. */
export function skipWords(tokens: readonly Token[], index: number, ...phrases: readonly string[]): number {
  const found = phrases.find((phrase) => wordsAt(tokens, index, phrase))
  return found === undefined ? index : index + patternOf(found).length
}

/** The joints of a list: a comma, `and`, `or`, `&`, also a comma followed by one of them. Gives `index` when there is none. */
export function skipJoint(tokens: readonly Token[], index: number): number {
  const comma = skipWords(tokens, index, ',')
  return skipWords(tokens, comma, 'and', '&')
}
