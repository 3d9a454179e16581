/** What a typed answer chooses. `null`: it is none of the options, or not clearly one, so it is words of its own. */
export type ChoiceReading = readonly [string, ...string[]] | null

/**
 * Reads a typed answer to a choice: the text of an option in any case, with or without its accents, in quotation marks
 * or with a full stop; its number ("2", "#2", "option 2", "two"); or its place ("the second", "2nd", "the last one"). With
 * `multiple` several of them ("1 and 3", "the first, the third"), or "all". An option's own text always wins. What could
 * mean two things is never guessed: the reader on the other side understands the words as they were typed.
 */
export function readChoice(text: string, options: readonly string[], multiple = false): ChoiceReading {
  const whole = readOption(text, options)
  if (whole !== null) return [whole]
  if (!multiple || isTooLong(text, options)) return null
  if (meansAll(text, options)) return distinct(options)
  const parts = text.split(/\s*(?:[,;&\n]|\band\b)\s*/iu).filter((part) => part.trim() !== '')
  if (parts.length < 2) return null
  const chosen = parts.map((part) => readOption(part, options))
  return chosen.every((one) => one !== null) ? distinct(chosen) : null
}

/** Far longer than all options together is a text of its own, and is not looked through. */
function isTooLong(text: string, options: readonly string[]): boolean {
  return text.length > options.reduce((sum, { length }) => sum + length, 1000)
}

/** The one option that the words mean, by its text, its number or its place. */
export function readOption(text: string, options: readonly string[]): string | null {
  const typed = text.trim()
  if (typed === '') return null
  const exact = options.find((option) => option.trim() === typed)
  if (exact !== undefined) return exact
  const words = isTooLong(typed, options) ? '' : plain(typed)
  if (words === '') return null
  for (const isSame of [isSamePlain, isSameWithoutAccents]) {
    const fitting = new Set(options.filter((option) => isSame(words, plain(option))))
    const [only] = fitting
    // Two options that differ in their case only are told apart by nobody who types neither as it is.
    if (fitting.size > 0) return fitting.size === 1 ? (only ?? null) : null
  }
  const place = readPlace(words, options.length)
  return place !== null && isClear(place, options) ? (options[place.index] ?? null) : null
}

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

interface NamedPlace {
  /** From 0. */
  readonly index: number
  /** `digits` alone are a value as well as a place; a `label` such as "option 2" can only be a place. */
  readonly by: { readonly word: string } | 'digits' | 'label'
}

const ordinalForm = /^(?:the )?(?:([1-9]\d{0,2})(?:st|nd|rd|th)|([a-z]+))(?: (?:one|option|choice|answer))?$/
const cardinalForm = /^(?:(?:the )?(option|number|no\.|answer|choice|#) ?)?(?:\(?([1-9]\d{0,2})\)?|([a-z]+))$/

/** The place among `count` options that a number or an ordinal names. "The two" and "no one" name none. */
function readPlace(words: string, count: number): NamedPlace | null {
  const place = readOrdinal(words, count) ?? readCardinal(words)
  return place !== null && place.index >= 0 && place.index < count ? place : null
}

function readOrdinal(words: string, count: number): NamedPlace | null {
  const [, digits, word] = ordinalForm.exec(words) ?? []
  if (digits !== undefined) return { index: Number(digits) - 1, by: 'label' }
  if (word === undefined) return null
  const index = word === 'last' ? count - 1 : ordinals.indexOf(word)
  return index < 0 ? null : { index, by: { word } }
}

function readCardinal(words: string): NamedPlace | null {
  const [, label, digits, word] = cardinalForm.exec(words) ?? []
  if (digits !== undefined) return { index: Number(digits) - 1, by: label === undefined ? 'digits' : 'label' }
  if (word === undefined || label === 'no.' || label === '#') return null
  const index = numbers.indexOf(word)
  return index < 0 ? null : { index, by: { word } }
}

/**
 * Whether nothing but the place can be meant: no other option has the number in front ("2 nights", "2. Green") or the word
 * in it ("Second floor"), and the options are not numbers themselves.
 */
function isClear({ index, by }: NamedPlace, options: readonly string[]): boolean {
  const all = options.map(plain)
  if (by === 'digits' && all.every((option) => /^[\d\s.,/:+-]+$/.test(option))) return false
  const number = String(index + 1)
  return all.every((option, at) => {
    if (at === index) return true
    const [first = '', ...others] = option.replace(/^(?:option|number|no\.) /, '').split(/[^\p{L}\p{N}]+/u)
    const front = /^\d+/.exec(first === '' ? (others[0] ?? '') : first)?.[0]
    return typeof by === 'object' ? ![first, ...others].includes(by.word) : front !== number
  })
}

const allForm = /^(?:all|everything|all of (?:them|these|those|the above)|every one|each of them)$/
const bothForm = /^both(?: of (?:them|these|those))?$/
/** An option that speaks of the others makes "all" mean two things. */
const speaksOfOthers = /^(?:all|none|both|neither|nothing|everything|any|no)\b/

function meansAll(text: string, options: readonly string[]): boolean {
  const words = plain(text)
  if (options.length < 2 || options.some((option) => speaksOfOthers.test(plain(option)))) return false
  return allForm.test(words) || (options.length === 2 && bothForm.test(words))
}

/** Lower case, single spaces, without quotation marks around it and a full stop after it. A "?" asks back: it stays. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .replace(/[\s.!,;:"'“”‘’«»„`]+$/u, '')
    .replace(/^[\s"'“”‘’«»„`]+/u, '')
}

function isSamePlain(typed: string, option: string): boolean {
  return typed === option
}

/** Accents may be left out or added, but another accent is another word. */
function isSameWithoutAccents(typed: string, option: string): boolean {
  return typed === withoutAccents(option) || withoutAccents(typed) === option
}

/** Only of Latin letters: elsewhere marks are letters of their own. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/(\p{Script=Latin})[\u0300-\u036f]+/gu, '$1')
    .normalize('NFC')
}

function distinct(chosen: readonly string[]): ChoiceReading {
  const [first, ...rest] = new Set(chosen)
  return first === undefined ? null : [first, ...rest]
}
