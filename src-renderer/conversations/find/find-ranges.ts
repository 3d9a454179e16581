import { foldText } from '../../../src-shared/search/fold-text.ts'

/** So many places are marked at most: more than anybody sees at once. */
const mostRanges = 500

/**
 * The places in the text of an element where a phrase stands, as the search finds it: letters in either case, with
 * accents or without, are the same, and so is any run of spaces. A phrase may reach over words that are set apart.
 */
export function findRanges(root: Element, phrase: string): Range[] {
  const wanted = folded(phrase.trim()).text
  const ranges: Range[] = []
  if (wanted === '') return ranges
  for (const nodes of textsByBlock(root)) {
    const { text, places } = folded(nodes.map((node) => node.data).join(''))
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      const start = places[at] ?? 0
      const end = (places[at + wanted.length - 1] ?? start) + 1
      ranges.push(rangeIn(nodes, start, end))
      if (ranges.length >= mostRanges) return ranges
    }
  }
  return ranges
}

const blocks = 'p, li, td, th, pre, h1, h2, h3, h4, h5, h6, div, button'

/** The texts of each block, in their order. */
function textsByBlock(root: Element): readonly Text[][] {
  const all: Text[][] = []
  let block: Element | null = null
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue
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
