import { ToolRefusal } from '../tool-refusal.ts'

export interface Replacement {
  readonly old: string
  readonly new: string
  /** Every place; otherwise there must be exactly one. */
  readonly all: boolean
}

export interface Replaced {
  readonly text: string
  readonly places: number
}

/**
 * Replaces exact text. Line ends stay those of the file: a text that a model wrote with `\n` is also found where the file
 * has `\r\n`. Throws a `ToolRefusal` that says how often the text is there when that is not once.
 */
export function replaceText(text: string, replacement: Replacement, shown: string): Replaced {
  const [wanted, next] = inLineEndsOf(text, replacement)
  if (wanted === next) throw new ToolRefusal('The old and the new text are the same, so nothing was changed.')
  const first = text.indexOf(wanted)
  if (first === -1)
    throw new ToolRefusal(
      `The text to replace is not in "${shown}". It must be given exactly as it stands there, with its spaces and line breaks; read the file again.`,
    )
  if (!replacement.all) {
    const places = countPlaces(text, wanted)
    if (places > 1)
      throw new ToolRefusal(
        `The text to replace is in "${shown}" ${places} times. Give more of what stands around the one that is meant, or set replace_all.`,
      )
    return { text: text.slice(0, first) + next + text.slice(first + wanted.length), places: 1 }
  }
  const parts = text.split(wanted)
  return { text: parts.join(next), places: parts.length - 1 }
}

function inLineEndsOf(text: string, { old, new: next }: Replacement): readonly [string, string] {
  const lines = text.split('\n').length - 1
  const withReturn = text.split('\r\n').length - 1
  if (lines > 0 && withReturn === lines) return [toCrlf(old), toCrlf(next)]
  // In a file with both, only what is given exactly is sure.
  return withReturn === 0 ? [old.replaceAll('\r\n', '\n'), next.replaceAll('\r\n', '\n')] : [old, next]
}

function toCrlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n')
}

/** Places that overlap count, because each of them could be meant. */
function countPlaces(text: string, wanted: string): number {
  let count = 0
  for (let at = text.indexOf(wanted); at !== -1 && count < 10_000; at = text.indexOf(wanted, at + 1))
    count += 1
  return count
}
