/** Shorter strings are names and numbers that occur anywhere; blanking them would make the text useless. */
const shortest = 6

/**
 * `text` with every string of `input` in it blanked, also of its fields. Libraries quote what they were given in their
 * errors ("… is not a valid header value"), and what they were given may be a key.
 */
export function withoutInput(text: string, input: unknown): string {
  const strings = [...stringsOf(input, 0)].toSorted((a, b) => b.length - a.length)
  let clean = text
  for (const value of strings) clean = clean.replaceAll(value, '[input]')
  return clean
}

function* stringsOf(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string') {
    if (value.length >= shortest) yield value
  } else if (typeof value === 'object' && value !== null && depth < 8) {
    for (const inner of Object.values(value)) yield* stringsOf(inner, depth + 1)
  }
}
