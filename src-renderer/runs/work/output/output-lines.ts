import { overwritten } from '../../../components/clean-terminal.ts'

/** Longer lines are drawn as several: one of 64 MB would be one row. */
const longestLine = 2000
/** The longest escape sequence that is kept whole when a line is cut. */
const longestEscape = 32

// oxlint-disable-next-line no-control-regex -- Escape sequences begin with one.
const wholeEscape = /^\u001b\[[0-?]*[ -/]*[@-~]/

/** Complete lines out of a text, and the open one at its end. */
export interface Lines {
  readonly lines: readonly string[]
  /** What stands behind the last line end; more of it may come. */
  readonly tail: string
}

/** The lines of `tail + text`. Lines that carriage returns wrote over are what they came to. */
export function appendLines(tail: string, text: string): Lines {
  const pieces = (tail + text).split('\n')
  const open = overwritten(pieces.pop() ?? '')
  const lines = pieces.flatMap((line) => cutLong(overwritten(line.endsWith('\r') ? line.slice(0, -1) : line)))
  const cut = cutLong(open)
  return { lines: [...lines, ...cut.slice(0, -1)], tail: cut.at(-1) ?? '' }
}

function cutLong(line: string): string[] {
  if (line.length <= longestLine) return [line]
  const pieces: string[] = []
  let from = 0
  while (line.length - from > longestLine) {
    const to = cutPoint(line, from + longestLine)
    pieces.push(line.slice(from, to))
    from = to
  }
  return [...pieces, line.slice(from)]
}

/** Not within an escape sequence, and not between the two halves of a character. */
function cutPoint(line: string, at: number): number {
  const escape = line.lastIndexOf('\u001b', at - 1)
  if (escape > at - longestEscape && !wholeEscape.test(line.slice(escape, at))) return escape
  const code = line.charCodeAt(at)
  return code >= 0xdc_00 && code <= 0xdf_ff ? at - 1 : at
}
