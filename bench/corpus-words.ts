/** Words that nobody means, as often as the words of a language: the first far more often than the last. */
export interface CorpusWords {
  /** The same numbers in [0, 1) every time. */
  random(): number
  /** A word, or a sentence of `length` signs without spaces. */
  word(): string
  signs(length: number): string
  /** The word of a place in the order of frequency, from 0 on. */
  nth(rank: number): string
  nthSign(rank: number): string
}

const vocabulary = 60_000
const signCount = 3_000
const consonants = [
  'b',
  'c',
  'd',
  'f',
  'g',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'st',
  'tr',
  'pl',
  'sh',
]
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou', 'é']
/** The alphabets of the words: of each ten in order, so many are of the first, Latin one. */
const alphabets = [
  { until: 7, letter: (latin: string) => latin },
  { until: 9, letter: (latin: string) => inRange(latin, 0x430, 32) },
  { until: 10, letter: (latin: string) => inRange(latin, 0x3b1, 24) },
]

function inRange(latin: string, first: number, size: number): string {
  return latin.replace(/./gu, (letter) => String.fromCodePoint(first + ((letter.codePointAt(0) ?? 0) % size)))
}

export function createCorpusWords(seed: number): CorpusWords {
  const random = createRandom(seed)
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const words: string[] = []
  const known = new Set<string>()
  while (words.length < vocabulary) {
    const syllables = words.length < 100 ? 1 : words.length < 3000 ? 2 : 3
    const more = random() < 0.3 ? 1 : 0
    const latin = Array.from({ length: syllables + more }, () => pick(consonants) + pick(vowels)).join('')
    const alphabet = alphabets.find(({ until }) => words.length % 10 < until)
    const word = alphabet?.letter(latin) ?? latin
    if (known.has(word)) continue
    known.add(word)
    words.push(word)
  }
  const sums = zipf(vocabulary)
  const nth = (rank: number): string => words[rank] ?? ''
  const nthSign = (rank: number): string => String.fromCodePoint(0x4e00 + rank * 6)
  return {
    random,
    word: () => nth(ranked(sums, random())),
    signs: (length) => Array.from({ length }, () => nthSign(Math.floor(random() ** 3 * signCount))).join(''),
    nth,
    nthSign,
  }
}

/** The numbers of mulberry32, by Tommy Ettinger (public domain). */
function createRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Sums of the frequencies by Zipf's and Mandelbrot's law, up to 1. */
function zipf(count: number): Float64Array {
  const sums = new Float64Array(count)
  let sum = 0
  for (let i = 0; i < count; i++) {
    sum += 1 / (i + 2.7) ** 1.05
    sums[i] = sum
  }
  return sums.map((each) => each / sum)
}

function ranked(sums: Float64Array, share: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 1) < share) low = middle + 1
    else high = middle
  }
  return low
}
