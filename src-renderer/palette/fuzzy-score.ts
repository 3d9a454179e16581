/** Small letters without accents, so that "cafe" finds "Café". */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** How a word is in a title: as the beginning of a word, within one, or as letters in this order and close to each other. */
type Fit = 'begins' | 'within' | 'letters'

/** Whatever else fits, a word that is only letters of a title stands behind one that is within, and that behind a beginning. */
const behind: Readonly<Record<Fit, number>> = { begins: 0, within: 1000, letters: 2000 }

/** How well words fit a title: the more the better, `null` if they do not. Each word must be in it. */
export function fuzzyScore(words: string, title: string): number | null {
  const fit = fitOf(words, title)
  return fit && fit.score
}

function fitOf(words: string, title: string): { readonly worst: Fit; readonly score: number } | null {
  const text = plain(title)
  let sum = 0
  let worst: Fit = 'begins'
  for (const word of plain(words).split(/\s+/)) {
    if (word === '') continue
    const fit = wordFit(word, text)
    if (fit === null) return null
    sum += fit.score
    if (behind[fit.fit] > behind[worst]) worst = fit.fit
  }
  // Of two that fit alike the shorter one is likelier meant.
  return { worst, score: sum - behind[worst] - Math.min(text.length, 100) / 50 }
}

function wordFit(word: string, text: string): { readonly fit: Fit; readonly score: number } | null {
  const at = text.indexOf(word)
  if (at === 0) return { fit: 'begins', score: 100 }
  if (at > 0) {
    for (let place = at; place !== -1; place = text.indexOf(word, place + 1))
      if (isWordStart(text, place)) return { fit: 'begins', score: 80 }
    return { fit: 'within', score: 55 }
  }
  const score = lettersScore(word, text)
  return score === null ? null : { fit: 'letters', score }
}

/** The letters in this order; those that begin a word count more. Letters far apart fit by chance. */
function lettersScore(word: string, text: string): number | null {
  if (word.length < 2) return null
  let score = 0
  let last = -1
  let first = -1
  for (const letter of word) {
    const at = text.indexOf(letter, last + 1)
    if (at === -1) return null
    if (first === -1) first = at
    score += isWordStart(text, at) ? 8 : at === last + 1 ? 6 : 1
    last = at
  }
  const areStarts = score === word.length * 8
  const isClose = areStarts || last - first < word.length * 4
  return isClose && score >= word.length * 3 ? Math.min(score, 40) : null
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
}

/** What a thing is called, and what people may call it besides: that is not looked for by single letters. */
interface Called {
  readonly title: string
  readonly also: string
}

/** A name counts for more than what a thing is also called. */
const alsoCosts = 20

/** Those that the words fit, the best first; with no words all, as they are. Equal ones keep their order. */
export function bestMatches<T>(
  all: readonly T[],
  words: string,
  called: (one: T) => string | Called,
): readonly T[] {
  if (words.trim() === '') return all
  const scored: { readonly one: T; readonly score: number }[] = []
  for (const one of all) {
    const score = calledScore(words, called(one))
    if (score !== null) scored.push({ one, score })
  }
  return scored.toSorted((a, b) => b.score - a.score).map(({ one }) => one)
}

function calledScore(words: string, called: string | Called): number | null {
  if (typeof called === 'string') return fuzzyScore(words, called)
  const score = fuzzyScore(words, called.title)
  if (called.also === '') return score
  const besides = fitOf(words, `${called.title} ${called.also}`)
  if (besides?.worst !== 'begins') return score
  return Math.max(score ?? -Infinity, besides.score - alsoCosts)
}
