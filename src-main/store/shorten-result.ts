import { brokenStart, wholeCharacters } from './utf8-boundary.ts'

/** Bytes (UTF-8) of a result that a model is told whole. */
export const mostToldBytes = 32 * 1024
const headBytes = 20 * 1024
const tailBytes = 8 * 1024

const dataOpen = /<untrusted(?: [^<>\n]*)?>\n/g
const dataClose = '\n</untrusted>'

export interface ShortenedResult {
  /** What the model is told. */
  readonly told: string
  /** Of the whole. */
  readonly wholeBytes: number
}

/**
 * A result that is too long to be told whole: its beginning and its end, and between them what is left out and how to read
 * it. `null`: it is short enough. Cut between characters. Where the cut goes through data of an untrusted source, each piece
 * keeps its own label and the words between stand outside, so that they are not taken for data, nor data for them.
 */
export function shortenResult(whole: string, handle: string): ShortenedResult | null {
  // A character has at most three bytes here.
  if (whole.length * 3 <= mostToldBytes) return null
  const bytes = Buffer.from(whole)
  if (bytes.length <= mostToldBytes) return null
  const first = bytes.subarray(0, headBytes)
  const last = bytes.subarray(bytes.length - tailBytes)
  const head = first.toString('utf8', 0, wholeCharacters(first))
  const tail = last.toString('utf8', brokenStart(last))
  const label = openLabel(head)
  const left = bytes.length - Buffer.byteLength(head) - Buffer.byteLength(tail)
  const gap = `[… ${left} bytes are left out here. read_result reads them: handle ${JSON.stringify(handle)}, offset ${head.length} …]`
  const told =
    label === null ? `${head}\n${gap}\n${tail}` : `${head}${dataClose}\n${gap}\n${label}${closed(tail)}`
  return { told, wholeBytes: bytes.length }
}

/** The label that the text ends within, with its line break. The tool that made it took every other such tag out of the data. */
function openLabel(text: string): string | null {
  const [label] = text.match(dataOpen)?.slice(-1) ?? []
  if (label === undefined) return null
  return text.indexOf(dataClose, text.lastIndexOf(label)) === -1 ? label : null
}

function closed(text: string): string {
  return text.includes(dataClose) ? text : `${text}${dataClose}`
}
