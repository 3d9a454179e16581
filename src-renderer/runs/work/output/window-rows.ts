import { type AnsiLine, parseAnsi } from '../../../components/parse-ansi.ts'
import { type OutputPage, type OutputWindow, pageRows } from './output-window.ts'

/** What is known of a page that begins with the colours `before`. Rows are parsed when they are drawn. */
interface PageRows {
  readonly before: string
  readonly rows: Map<number, AnsiLine>
  /** The colours that the next page begins with, once they are known. */
  after: string | null
}

const known = new WeakMap<OutputPage, PageRows>()

/** The row at `index`, counted from the first one held; `null` past the end. */
export function rowAt(window: OutputWindow, index: number): AnsiLine | null {
  let first = 0
  let before = ''
  for (const page of window.pages) {
    const count = pageRows(page)
    const rows = rowsOf(page, before)
    if (index < first + count) return rowOf(page, rows, index - first)
    before = rows.after ??= coloursAt(page, rows, count)
    first += count
  }
  return null
}

/** What stands above may come later and change the colours that a page begins with; then it is parsed anew. */
function rowsOf(page: OutputPage, before: string): PageRows {
  const found = known.get(page)
  if (found?.before === before) return found
  const fresh: PageRows = { before, rows: new Map(), after: null }
  known.set(page, fresh)
  return fresh
}

function rowOf(page: OutputPage, of: PageRows, index: number): AnsiLine {
  const found = of.rows.get(index)
  if (found) return found
  const row = parseAnsi(lineAt(page, index), coloursAt(page, of, index))
  of.rows.set(index, row)
  return row
}

/**
 * The colours in force before the row at `index`. Looked for upwards, since most lines that set a colour reset it
 * before they end; only those that do not are parsed.
 */
function coloursAt(page: OutputPage, of: PageRows, index: number): string {
  const open: number[] = []
  let colours = of.before
  for (let at = index - 1; at >= 0; at -= 1) {
    const parsed = of.rows.get(at)
    if (parsed) {
      colours = parsed.after
      break
    }
    const line = lineAt(page, at)
    if (!line.includes('\u001b')) continue
    if (endsPlain(line)) {
      colours = ''
      break
    }
    open.push(at)
  }
  for (const at of open.toReversed()) {
    const row = parseAnsi(lineAt(page, at), colours)
    of.rows.set(at, row)
    colours = row.after
  }
  return colours
}

// oxlint-disable-next-line no-control-regex -- Colours are set by control characters.
const anyColour = /\u001b\[[\d:;]*m/

function endsPlain(line: string): boolean {
  const reset = Math.max(line.lastIndexOf('\u001b[0m'), line.lastIndexOf('\u001b[m'))
  return reset !== -1 && !anyColour.test(line.slice(line.indexOf('m', reset)))
}

function lineAt({ lines, tail }: OutputPage, index: number): string {
  return lines[index] ?? tail
}
