/** A line that ripgrep prints of a file. */
export interface SearchLine {
  /** From the folder in which it ran, without `./`. */
  readonly path: string
  readonly line: number
  readonly text: string
  /** Whether it matches, or stands around one that does. */
  readonly isHit: boolean
}

const newline = 0x0a

/**
 * Reads records of a path, NUL, and the rest of a line out of pieces of output. Names may hold line breaks, so only NUL ends
 * one. What ripgrep says of binary files between them is passed over.
 */
export function createRecordReader(onRecord: (path: string, rest: string) => void): (piece: Buffer) => void {
  return inWholes(newline, (text) => {
    let from = 0
    for (;;) {
      const nul = text.indexOf('\0', from)
      const end = nul === -1 ? -1 : text.indexOf('\n', nul)
      if (end === -1) return from
      onRecord(pathOf(text.slice(from, nul)), text.slice(nul + 1, end))
      from = end + 1
    }
  })
}

/** Reads paths that each end with NUL. */
export function createPathReader(onPath: (path: string) => void): (piece: Buffer) => void {
  return inWholes(0, (text) => {
    const paths = text.split('\0')
    for (const path of paths.slice(0, -1)) onPath(pathOf(path))
    return text.length - (paths.at(-1)?.length ?? 0)
  })
}

/**
 * Decodes pieces up to the last byte `end` of each, where no character can be cut. `read` returns how much of the text it
 * has used; the rest comes again with the next.
 */
function inWholes(end: number, read: (text: string) => number): (piece: Buffer) => void {
  let bytes: Buffer = Buffer.alloc(0)
  let text = ''
  return (piece) => {
    const last = piece.lastIndexOf(end) + 1
    if (last === 0) {
      bytes = Buffer.concat([bytes, piece])
      return
    }
    text += Buffer.concat([bytes, piece.subarray(0, last)]).toString()
    bytes = piece.subarray(last)
    text = text.slice(read(text))
  }
}

/** `12:text` of a match, `12-text` of a line around one. */
export function searchLine(path: string, rest: string): SearchLine | null {
  const parts = /^(\d+)([:-])(.*)$/s.exec(rest)
  if (parts === null) return null
  const [, line = '0', mark, text = ''] = parts
  return { path, line: Number(line), text: text.replace(/\r$/, ''), isHit: mark === ':' }
}

function pathOf(text: string): string {
  const path = text.includes(': ')
    ? text.replace(/^(?:[^\0]*?: (?:WARNING: stopped searching )?binary file [^\n]*\n)+/, '')
    : text
  return path.startsWith('./') || path.startsWith('.\\') ? path.slice(2) : path
}
