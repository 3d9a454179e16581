import { isAscii } from './fold-text.ts'
import { emoji, tokensOf, unspaced } from './indexed-words.ts'
import type { Needle } from './parsed-search.ts'
import { withoutMarkdown } from './without-markdown.ts'

const most = 160
/** What is shown before the first match. */
const lead = 40
/** What is read on each side of the first match: a snippet, and what may be marks of Markdown around it. */
const margin = 1000
/** A message of megabytes is not read to its end for a few words of it. */
const furthest = 200_000

interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Where a match stands in the text. */
interface Mark {
  readonly start: number
  readonly end: number
}

const run = new RegExp(
  String.raw`(?:${emoji.source})[\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]*|[\p{L}\p{N}\p{Co}\p{M}]+`,
  'gu',
)
// A letter of a script without spaces is a word by itself.
const piece = new RegExp(String.raw`${unspaced.source}[\u3099\u309a]?|(?:(?!${unspaced.source})[^])+`, 'gu')

/** Words that were folded already: the same ones come again and again, and folding is what costs. */
type Folded = Map<string, readonly string[]>

function* tokensIn(text: string, folded: Folded): Generator<Token> {
  for (const { 0: found, index } of text.matchAll(run)) {
    // The plain case, which is most, costs a tenth.
    if (isAscii(found)) yield { text: found.toLowerCase(), start: index, end: index + found.length }
    else if (!unspaced.test(found)) yield* tokensAt(found, index, folded)
    else for (const part of found.matchAll(piece)) yield* tokensAt(part[0], index + part.index, folded)
  }
}

function* tokensAt(word: string, start: number, folded: Folded): Generator<Token> {
  let tokens = folded.get(word)
  if (tokens === undefined) folded.set(word, (tokens = tokensOf(word)))
  for (const token of tokens) yield { text: token, start, end: start + word.length }
}

/** Whether the beginnings of words match too. A single letter stands for itself: as a beginning it would be of everything. */
export function matchesBeginnings(needle: Needle, tokens: readonly string[]): boolean {
  const last = tokens.at(-1) ?? ''
  if (needle.kind === 'phrase' || unspaced.test(last)) return false
  return Array.from(last).length > 1 || /\p{Script=Hangul}/u.test(last)
}

/** The places of one text after the other that match any of the needles, in order: of each those within `reach` characters of the first. */
function createMarking(needles: readonly Needle[]): (text: string, reach: number) => Mark[] {
  const folded: Folded = new Map()
  const wanted = needles
    .map((needle) => {
      const tokens = tokensOf(needle.text)
      return { tokens, open: matchesBeginnings(needle, tokens) }
    })
    .filter(({ tokens }) => tokens.length > 0)
  const longest = Math.max(0, ...wanted.map(({ tokens }) => tokens.length))
  return (text, reach) => {
    const marks: Mark[] = []
    const recent: Token[] = []
    if (longest === 0) return marks
    for (const token of tokensIn(text, folded)) {
      const first = marks[0]
      if (first !== undefined && token.start > first.start + reach) break
      recent.push(token)
      if (recent.length > longest) recent.shift()
      for (const { tokens, open } of wanted) {
        const from = recent.length - tokens.length
        const begin = recent[from]
        if (begin === undefined) continue
        const fits = tokens.every((each, i) => {
          const there = recent[from + i]?.text ?? ''
          return open && i === tokens.length - 1 ? there.startsWith(each) : there === each
        })
        if (fits) add(marks, { start: begin.start, end: token.end })
      }
    }
    return marks
  }
}

function add(marks: Mark[], mark: Mark): void {
  const before = marks.at(-1)
  if (before === undefined || before.end <= mark.start) marks.push(mark)
  else marks.splice(-1, 1, { start: Math.min(before.start, mark.start), end: Math.max(before.end, mark.end) })
}

/**
 * Of one text after the other: about 160 characters around its first match, in one line and without Markdown, with U+0002
 * and U+0003 around every match and an ellipsis where it is cut; its beginning where nothing matches.
 */
export function createSnippets(needles: readonly Needle[]): (text: string) => string {
  const marking = createMarking(needles)
  return (text) => {
    const first = marking(text.slice(0, furthest), 0)[0]?.start ?? 0
    const begin = lineStart(text, first - margin)
    const end = whole(text, Math.min(first + 2 * margin, text.length))
    const read = text.slice(begin, end)
    const plain = withoutMarkdown(read)
    const marks = marking(plain, most)
    // What was found may be the target of a link, or a name inside of the marks.
    const isLost = marks.length === 0 && marking(read, 0).length > 0
    return isLost
      ? cut(read, marking(read, most), { before: begin > 0, after: end < text.length })
      : cut(plain, marks, { before: begin > 0, after: end < text.length })
  }
}

/** The beginning of the line that `at` is in, where that is near. */
function lineStart(text: string, at: number): number {
  if (at <= 0) return 0
  const line = text.lastIndexOf('\n', at) + 1
  return at - line < margin ? line : whole(text, at)
}

/** `more`: whether there is more of it before and after. */
function cut(
  text: string,
  marks: readonly Mark[],
  more: { readonly before: boolean; readonly after: boolean },
): string {
  const first = marks[0]?.start ?? 0
  const begin = first <= lead ? 0 : wordStart(text, first - lead, first)
  const end = text.length - begin <= most ? text.length : wordEnd(text, begin + most, marks[0]?.end ?? 0)
  let at = begin
  let shown = ''
  for (const mark of marks) {
    if (mark.start >= end) break
    const stop = Math.min(mark.end, end)
    shown += `${inOneLine(text.slice(at, mark.start))}\u0002${inOneLine(text.slice(mark.start, stop))}\u0003`
    at = stop
  }
  shown += inOneLine(text.slice(at, end))
  return `${begin > 0 || more.before ? '…' : ''}${shown.trim()}${end < text.length || more.after ? '…' : ''}`
}

/** The first beginning of a word from `at` on, but not after `limit`. */
function wordStart(text: string, at: number, limit: number): number {
  const space = text.slice(at, limit).search(/\s/u)
  return space === -1 ? whole(text, at) : at + space + 1
}

/** The last end of a word up to `at`, where there is one near; never inside of the first match. */
function wordEnd(text: string, at: number, least: number): number {
  const near = Math.max(least, at - lead)
  const space = text.slice(near, at).search(/\s\S*$/u)
  return whole(text, space === -1 ? Math.max(at, least) : near + space)
}

/** Not between the halves of one character. */
function whole(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at
}

function inOneLine(text: string): string {
  // The marks of a match are ours alone.
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/gu, ' ')
}
