import Anser from 'anser'
import { type AnsiHue, ansiHue } from './ansi-hue.ts'
import { cleanTerminal } from './clean-terminal.ts'
import { visibleText } from './visible-text.ts'

export interface AnsiSpan {
  readonly text: string
  readonly ink: AnsiHue | null
  readonly ground: AnsiHue | null
  readonly marks: readonly AnsiMark[]
}

/** `hidden` and `blink` are left out: what a program writes is seen, and nothing blinks. */
const markNames = ['bold', 'dim', 'italic', 'underline', 'strikethrough', 'reverse'] as const
export type AnsiMark = (typeof markNames)[number]

export interface AnsiLine {
  readonly spans: readonly AnsiSpan[]
  /** The colours in force at its end, for `before` of the next line. */
  readonly after: string
}

/**
 * One line of a terminal's output as spans. `before` is what `after` of the line above said, or '' for none. Whatever
 * else the line holds is text: nothing of it is ever read as markup.
 */
export function parseAnsi(line: string, before: string): AnsiLine {
  const clean = cleanTerminal(line)
  if (before === '' && !clean.includes('\u001b')) {
    return {
      spans: clean === '' ? [] : [{ text: visibleText(clean), ink: null, ground: null, marks: [] }],
      after: '',
    }
  }
  const anser = new Anser()
  const spans: AnsiSpan[] = []
  let after = before
  // Chunk by chunk, because Anser forgets the colours in force at the beginning of a text.
  for (const [index, chunk] of clean.split('\u001b[').entries()) {
    const entry = anser.processChunkJson(
      index === 0 ? `${before}m${chunk}` : chunk,
      { json: true, use_classes: true },
      true,
    )
    after = codesOf(entry)
    if (entry.content === '') continue
    spans.push({
      text: visibleText(entry.content),
      ink: ansiHue(entry.fg, entry.fg_truecolor),
      ground: ansiHue(entry.bg, entry.bg_truecolor),
      marks: markNames.filter((mark) => entry.decorations.includes(mark)),
    })
  }
  return { spans, after }
}

const colourNames = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
const markCodes: Readonly<Record<AnsiMark, number>> = {
  bold: 1,
  dim: 2,
  italic: 3,
  underline: 4,
  reverse: 7,
  strikethrough: 9,
}

/** The codes that bring about the colours of an entry: "1;38;5;208". */
function codesOf({ fg, bg, fg_truecolor, bg_truecolor, decorations }: Anser.AnserJsonEntry): string {
  return [
    ...markNames.filter((mark) => decorations.includes(mark)).map((mark) => String(markCodes[mark])),
    ...colourCodes(fg, fg_truecolor, 30),
    ...colourCodes(bg, bg_truecolor, 40),
  ].join(';')
}

function colourCodes(className: string | null, truecolor: string | null, base: 30 | 40): string[] {
  if (className === null) return []
  if (className === 'ansi-truecolor') return [`${base + 8};2;${(truecolor ?? '').replaceAll(/, ?/g, ';')}`]
  const palette = /^ansi-palette-(\d+)$/.exec(className)
  if (palette) return [`${base + 8};5;${palette[1]}`]
  const bright = className.startsWith('ansi-bright-')
  const at = colourNames.indexOf(className.replace(/^ansi-(bright-)?/, ''))
  return at === -1 ? [] : [String(base + at + (bright ? 60 : 0))]
}
