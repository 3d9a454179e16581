import type { Taken, Token } from './tokens.ts'

const cardinals: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
}
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
}

/** A whole number in figures or words, `a` and `an` being one. */
export function readCount(tokens: readonly Token[], index: number): Taken<number> | null {
  const text = tokens[index]?.text
  if (text === undefined) return null
  if (/^\d{1,6}$/.test(text)) return { value: Number(text), next: index + 1 }
  const value = cardinals[text]
  return value === undefined ? null : { value, next: index + 1 }
}

/** `first` to `fifth`, `1st` to `31st`. */
export function readOrdinal(tokens: readonly Token[], index: number): Taken<number> | null {
  const text = tokens[index]?.text
  if (text === undefined) return null
  const figures = /^(\d{1,2})(st|nd|rd|th)$/.exec(text)
  const value = figures === null ? ordinals[text] : Number(figures[1])
  return value === undefined ? null : { value, next: index + 1 }
}
