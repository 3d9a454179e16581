import { FILE_HEADERS_ONLY, formatPatch, structuredPatch, type StructuredPatchHunk } from 'diff'

/** Texts beyond this together are not compared: it would hold up everything else. */
const mostCharacters = 2 * 1024 * 1024
const longestDiff = 20_000
const context = 3
/** For the exact comparison of what lies between the first and the last difference. */
const timeoutMs = 5

export interface FileDiff {
  /** Unified, cut to some thousand characters. */
  readonly diff: string
  readonly added: number
  readonly removed: number
}

/**
 * What changes between two texts of a file; `null` when they are the same or too long to compare. The lines that both
 * begin and end with are passed over first; where the rest differs too much to be compared in a few milliseconds, it is
 * shown as removed and added as a whole.
 */
export function fileDiff(shown: string, before: string, after: string, timeout = timeoutMs): FileDiff | null {
  if (before === after || before.length + after.length > mostCharacters) return null
  const { first, oldMiddle, newMiddle } = middles(before, after)
  const exact =
    oldMiddle.length + newMiddle.length > 100_000
      ? undefined
      : structuredPatch(shown, shown, oldMiddle, newMiddle, '', '', { context, timeout })
  const hunks = exact?.hunks ?? [wholeHunk(oldMiddle, newMiddle)]
  const placed = hunks.map((hunk) => ({
    ...hunk,
    oldStart: hunk.oldStart + first,
    newStart: hunk.newStart + first,
  }))
  const text = formatPatch(
    {
      oldFileName: `a/${shown}`,
      newFileName: `b/${shown}`,
      oldHeader: undefined,
      newHeader: undefined,
      hunks: placed,
    },
    FILE_HEADERS_ONLY,
  )
  const lines = placed.flatMap((hunk) => hunk.lines)
  return {
    diff: text.length > longestDiff ? `${text.slice(0, longestDiff)}\n…` : text,
    added: lines.filter((line) => line.startsWith('+')).length,
    removed: lines.filter((line) => line.startsWith('-')).length,
  }
}

/** "+3 −1" */
export function countWords({ added, removed }: Pick<FileDiff, 'added' | 'removed'>): string {
  return `+${added} −${removed}`
}

/** The lines between those that both texts begin and end with, and some around them; `first`: lines left out before. */
function middles(before: string, after: string) {
  const shortest = Math.min(before.length, after.length)
  const start = lineStart(
    before,
    commonLength(shortest, (at, end) => before.slice(at, end) === after.slice(at, end)),
  )
  const fromEnd = (text: string, at: number, end: number): string =>
    text.slice(text.length - end, text.length - at)
  const same = commonLength(
    shortest - start,
    (at, end) => fromEnd(before, at, end) === fromEnd(after, at, end),
  )
  const oldEnd = lineEnd(before, before.length - same)
  const newEnd = after.length - (before.length - oldEnd)
  return {
    first: before.slice(0, start).split('\n').length - 1,
    oldMiddle: before.slice(start, oldEnd),
    newMiddle: after.slice(start, newEnd),
  }
}

/** How many characters are the same, found in strides: the comparison of slices is the engine's own. */
function commonLength(most: number, isSame: (at: number, end: number) => boolean): number {
  let at = 0
  for (let stride = 4096; stride >= 1; stride = Math.floor(stride / 8)) {
    while (at + stride <= most && isSame(at, at + stride)) at += stride
  }
  return at
}

/** Where the line begins that is `context` lines before the one with `at`. */
function lineStart(text: string, at: number): number {
  let start = at
  for (let lines = 0; lines <= context && start > 0; lines += 1)
    start = text.lastIndexOf('\n', start - (lines === 0 ? 1 : 2)) + 1
  return start
}

/** Where the line ends that is `context` lines after the one that ends at or after `at`. */
function lineEnd(text: string, at: number): number {
  let end = at
  for (let lines = 0; lines <= context; lines += 1) {
    const next = text.indexOf('\n', end)
    if (next === -1) return text.length
    end = next + 1
  }
  return end
}

function wholeHunk(before: string, after: string): StructuredPatchHunk {
  const old = linesOf(before, '-')
  const next = linesOf(after, '+')
  const count = (lines: readonly string[]): number => lines.filter((line) => line !== noNewline).length
  return { oldStart: 1, oldLines: count(old), newStart: 1, newLines: count(next), lines: [...old, ...next] }
}

const noNewline = '\\ No newline at end of file'

function linesOf(text: string, mark: '-' | '+'): string[] {
  if (text === '') return []
  const ends = text.endsWith('\n')
  const lines = (ends ? text.slice(0, -1) : text).split('\n').map((line) => mark + line)
  return ends ? lines : [...lines, noNewline]
}
