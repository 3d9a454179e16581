import { foldText } from '../../../src-shared/search/fold-text.ts'

/** So many places of a row are marked at most: more than anybody sees at once. */
export const mostMarked = 500

/**
 * The places in the text of an element where a phrase stands, as the search finds it: letters in either case, with
 * accents or without, are the same, and so is any run of spaces. A phrase may reach over words that are set apart.
 */
export function findRanges(root: Element, phrase: string, most = mostMarked): Range[] {
  const wanted = folded(phrase.trim()).text
  const ranges: Range[] = []
  if (wanted === '') return ranges
  for (const nodes of textsByBlock(root)) {
    const words = nodes.map((node) => node.data).join('')
    const { text, places } = folded(words)
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      // Up to the next letter: an emoji, and an accent or a colour of skin that is folded away, are longer than one.
      let next = at + wanted.length
      while (places[next] === places[next - 1]) next += 1
      ranges.push(rangeIn(nodes, places[at] ?? 0, places[next] ?? words.length))
      if (ranges.length >= most) return ranges
    }
  }
  return ranges
}

/** What is not a part of what was said: what can be done with it, when it was said, and words that nobody sees. */
const apart = 'button:not([aria-expanded]), [role="toolbar"], time, .visually-hidden, .katex-mathml'
const blocks = 'p, li, td, th, pre, h1, h2, h3, h4, h5, h6, div, button'

/** The texts of each block, in their order. */
function textsByBlock(root: Element): readonly Text[][] {
  const all: Text[][] = []
  let block: Element | null = null
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest(apart)) continue
    const own = node.parentElement?.closest(blocks) ?? root
    const last = all.at(-1)
    if (own === block && last) last.push(node)
    else all.push([node])
    block = own
  }
  return all
}

interface Folded {
  readonly text: string
  /** For each letter of `text`, the place of the one that it came from. */
  readonly places: readonly number[]
}

function folded(text: string): Folded {
  let out = ''
  const places: number[] = []
  let at = 0
  for (const letter of text) {
    const isSpace = /\s/.test(letter)
    const fold = isSpace ? (out.endsWith(' ') ? '' : ' ') : foldText(letter)
    for (let unit = 0; unit < fold.length; unit++) places.push(at)
    out += fold
    at += letter.length
  }
  return { text: out, places }
}

function rangeIn(nodes: readonly Text[], start: number, end: number): Range {
  const range = document.createRange()
  let before = 0
  for (const node of nodes) {
    const after = before + node.data.length
    if (start >= before && start < after) range.setStart(node, start - before)
    if (end > before && end <= after) range.setEnd(node, end - before)
    before = after
  }
  return range
}
