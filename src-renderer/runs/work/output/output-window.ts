import { appendLines, type Lines } from './output-lines.ts'
import { byteLength, isInexact } from './utf8.ts'

/** A piece of an output: the bytes from `from` to `to`, as lines. */
export interface OutputPage extends Lines {
  readonly from: number
  readonly to: number
}

/** The part of an output that is held: pages without gaps between them, the oldest first. */
export interface OutputWindow {
  readonly pages: readonly OutputPage[]
  /** The number of its first row among all rows ever held; it falls when older ones come, so that rows keep their numbers. */
  readonly firstRow: number
}

/** A page that has so many bytes is closed: what is parsed again when a running command writes on stays small. */
const fullPage = 16_384

/** What is held at most. Rows are limited too, because a browser draws no element of more than some 33 million pixels. */
const mostBytes = 8 * 1024 * 1024
const mostRows = 1_000_000

export function emptyWindow(at: number): OutputWindow {
  return { pages: [{ from: at, to: at, lines: [], tail: '' }], firstRow: 0 }
}

export function windowStart({ pages }: OutputWindow): number {
  return pages[0]?.from ?? 0
}

export function windowEnd({ pages }: OutputWindow): number {
  return pages.at(-1)?.to ?? 0
}

export function pageRows({ lines, tail }: OutputPage): number {
  return lines.length + (tail === '' ? 0 : 1)
}

export function windowRows({ pages }: OutputWindow): number {
  return pages.reduce((sum, page) => sum + pageRows(page), 0)
}

/** With the text that follows its end; `to` is the byte at which that ends. A line is never part of two pages. */
export function withNewer(window: OutputWindow, text: string, to: number): OutputWindow {
  const last = window.pages.at(-1) ?? { from: to, to, lines: [], tail: '' }
  const { lines, tail } = appendLines(last.tail, text)
  if (last.to - last.from >= fullPage) {
    const at = last.to - byteLength(last.tail)
    const closed = { ...last, to: at, tail: '' }
    return { ...window, pages: [...window.pages.slice(0, -1), closed, { from: at, to, lines, tail }] }
  }
  const grown = {
    from: last.from,
    to,
    lines: last.lines.length === 0 ? lines : [...last.lines, ...lines],
    tail,
  }
  return { ...window, pages: [...window.pages.slice(0, -1), grown] }
}

/** A window of one piece of text, from byte `from` to `to`; it begins where a line begins, if one does. */
export function windowOf(text: string, from: number, to: number): OutputWindow {
  const { kept, at } = fromLineStart(text, from, to)
  return withNewer(emptyWindow(at), kept, to)
}

/** With the text before its start, which begins at byte `from`: the part of a line that it may begin with is left for later. */
export function withOlder(window: OutputWindow, text: string, from: number): OutputWindow {
  const start = windowStart(window)
  const { kept, at } = fromLineStart(text, from, start)
  const { lines, tail } = appendLines('', kept)
  const page = { from: at, to: start, lines, tail }
  return { pages: [page, ...window.pages], firstRow: window.firstRow - pageRows(page) }
}

function fromLineStart(
  text: string,
  from: number,
  to: number,
): { readonly kept: string; readonly at: number } {
  const whole = { kept: text, at: from }
  const lineEnd = text.indexOf('\n')
  if (from === 0 || lineEnd === -1 || lineEnd === text.length - 1) return whole
  const kept = text.slice(lineEnd + 1)
  return isInexact(kept) ? whole : { kept, at: to - byteLength(kept) }
}

/** What is over the limit taken off the older end: for a window that follows the newer one. */
export function trimOlder(window: OutputWindow): OutputWindow {
  let { pages, firstRow } = window
  while (pages.length > 1 && isTooLarge(pages)) {
    firstRow += pages[0] ? pageRows(pages[0]) : 0
    pages = pages.slice(1)
  }
  return pages === window.pages ? window : { pages, firstRow }
}

/** The same at the newer end. */
export function trimNewer(window: OutputWindow): OutputWindow {
  let { pages } = window
  while (pages.length > 1 && isTooLarge(pages)) pages = pages.slice(0, -1)
  return pages === window.pages ? window : { ...window, pages }
}

function isTooLarge(pages: readonly OutputPage[]): boolean {
  const bytes = (pages.at(-1)?.to ?? 0) - (pages[0]?.from ?? 0)
  return bytes > mostBytes || pages.reduce((sum, page) => sum + pageRows(page), 0) > mostRows
}
