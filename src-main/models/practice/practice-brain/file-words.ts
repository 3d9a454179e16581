import { plural } from './folder-words.ts'

export interface ReadText {
  readonly text: string
  /** Whether the tool gave the file to its end. */
  readonly whole: boolean
}

const shownLines = 8
const summaryLines = 3
const longestLine = 200

/** Parts what read_file gives into the text and what the tool says about it in its first and last line. */
export function readText(result: string): ReadText {
  const end = result.indexOf('\n')
  const head = end < 0 ? result : result.slice(0, end)
  // The tool's first line is "name · 12 bytes · lines 1–3, to the end".
  const isHead = /·\s*\d+ bytes\b/.test(head)
  const body = isHead ? (end < 0 ? '' : result.slice(end + 1)) : result
  const more = /\n?\[(?:More follows|Line \d+ is longer)[^\n]*\]\s*$/
  return { text: body.replace(more, ''), whole: !more.test(body) }
}

/** What is in a file, in Markdown: its length and its first lines. */
export function fileInWords(name: string, { text, whole }: ReadText, manner: 'show' | 'summarise'): string {
  const lines = text.split('\n')
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop()
  if (lines.length === 0) return `\`${name}\` is empty.`
  const words = text.split(/\s+/).filter((word) => word !== '').length
  const size = `${whole ? '' : 'more than '}**${plural(lines.length, 'line')}** and ${plural(words, 'word')}`
  const limit = manner === 'show' ? shownLines : summaryLines
  const telling = manner === 'show' ? lines : lines.filter((line) => line.trim() !== '')
  const begin = telling.slice(0, limit).map((line) => clip(line))
  const rest = telling.length - begin.length
  const intro = rest > 0 || !whole ? 'It begins:' : 'It says:'
  const headings = manner === 'summarise' ? headingsOf(lines) : []
  return [
    `\`${name}\` has ${size}. ${intro}`,
    '',
    ...begin.map((line) => `> ${line}`.trimEnd()),
    ...(headings.length > 1 ? ['', `Its headings: ${headings.join(' · ')}.`] : []),
  ].join('\n')
}

/** The first line of a file that says something, for one row of a survey. */
export function firstLine({ text }: ReadText): string {
  return clip(
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? '(empty)',
  )
}

function headingsOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^#{1,6}\s+(.+)$/.exec(line)?.[1] ?? []).slice(0, 6)
}

function clip(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line
}
