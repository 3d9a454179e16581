/** Small letters without accents, so that "cafe" finds "Café". */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/**
 * How well words fit a title: the more the better, `null` if they do not. Each word must be in it: at its beginning, at
 * the beginning of a word, within one, or as letters in this order and close to each other.
 */
export function fuzzyScore(words: string, title: string): number | null {
  const text = plain(title)
  let sum = 0
  for (const word of plain(words).split(/\s+/)) {
    if (word === '') continue
    const score = wordScore(word, text)
    if (score === null) return null
    sum += score
  }
  // Of two that fit alike the shorter one is likelier meant.
  return sum - Math.min(text.length, 100) / 50
}

function wordScore(word: string, text: string): number | null {
  const at = text.indexOf(word)
  if (at === 0) return 100
  if (at > 0) {
    for (let place = at; place !== -1; place = text.indexOf(word, place + 1))
      if (isWordStart(text, place)) return 80
    return 55
  }
  return lettersScore(word, text)
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

/** Those that the words fit, the best first; with no words all, as they are. Equal ones keep their order. */
export function bestMatches<T>(all: readonly T[], words: string, title: (one: T) => string): readonly T[] {
  if (words.trim() === '') return all
  const scored: { readonly one: T; readonly score: number }[] = []
  for (const one of all) {
    const score = fuzzyScore(words, title(one))
    if (score !== null) scored.push({ one, score })
  }
  return scored.toSorted((a, b) => b.score - a.score).map(({ one }) => one)
}
