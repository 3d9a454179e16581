const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** What a typed answer chooses. `null`: it is none of the options, but words of its own. */
export type ChoiceReading = readonly [string, ...string[]] | null

/**
 * Reads a typed answer to a choice: the text of an option, its number ("2", "2.", "#2", "two", "option 2"), its place
 * ("the second", "2nd", "the last one"), or the beginning of exactly one option. With `multiple`, several of them
 * separated by commas, "and" or "&". An option's own text always wins, so that an option called "2" is meant by "2".
 */
export function readChoice(text: string, options: readonly string[], multiple = false): ChoiceReading {
  const whole = readOne(text, options)
  if (whole !== null) return [whole]
  if (!multiple) return null
  const parts = text.split(/\s*(?:,|;|&|\band\b)\s*/i).filter((part) => part !== '')
  if (parts.length < 2) return null
  const chosen = parts.map((part) => readOne(part, options))
  if (chosen.some((one) => one === null)) return null
  const [first, ...rest] = [...new Set(chosen.filter((one) => one !== null))]
  return first === undefined ? null : [first, ...rest]
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s.!?,;:)"'“”]+$/u, '')
    .replace(/^["'“”(#]+/u, '')
    .replaceAll(/\s+/g, ' ')
}

function readOne(text: string, options: readonly string[]): string | null {
  const words = plain(text)
  if (words === '') return null
  const exact = options.find((option) => plain(option) === words)
  if (exact !== undefined) return exact
  const place = readPlace(words, options.length)
  if (place !== null) return options[place] ?? null
  const beginning = options.filter((option) => plain(option).startsWith(`${words} `))
  return beginning.length === 1 ? (beginning[0] ?? null) : null
}

/** The index that a number or an ordinal names, if there is such an option. */
function readPlace(words: string, count: number): number | null {
  const match =
    /^(?:the |option |number |no\.? |answer |choice )*(?:#)?([a-z]+|\d+(?:st|nd|rd|th)?)(?: one| option| choice)?$/.exec(
      words,
    )
  const word = match?.[1]
  if (!word) return null
  const digits = /^(\d+)/.exec(word)?.[1]
  const index = digits
    ? Number(digits) - 1
    : word === 'last'
      ? count - 1
      : Math.max(ordinals.indexOf(word), numbers.indexOf(word))
  return index >= 0 && index < count ? index : null
}
