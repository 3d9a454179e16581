const newline = 0x0a

/** Cuts a stream of bytes into lines, in memory bounded by the longest line that is allowed. */
export interface LineReader {
  push(chunk: Uint8Array): void
  /** The stream has ended: what has no newline yet is a line too. */
  end(): void
}

/**
 * Lines are decoded whole, so a character that came in two pieces is whole again. A line of more than `mostBytes`
 * bytes is reported once, as soon as it is too long, and the rest of it is skipped. Blank lines are no lines.
 */
export function createLineReader(options: {
  readonly mostBytes: number
  onLine(line: string): void
  onTooLong(): void
}): LineReader {
  let held = Buffer.alloc(0)
  let bytes = 0
  let skipping = false

  function take(piece: Uint8Array): void {
    if (skipping) return
    if (bytes + piece.length > options.mostBytes) {
      skipping = true
      options.onTooLong()
      return
    }
    if (bytes + piece.length > held.length) {
      // Twice the room each time: a line that comes byte by byte is not copied once per byte.
      const grown = Buffer.alloc(Math.max(1024, 2 * (bytes + piece.length)))
      held.copy(grown, 0, 0, bytes)
      held = grown
    }
    held.set(piece, bytes)
    bytes += piece.length
  }

  function finish(): void {
    const line = skipping ? '' : held.toString('utf8', 0, bytes)
    held = Buffer.alloc(0)
    bytes = 0
    skipping = false
    if (line.trim() !== '') options.onLine(line)
  }

  return {
    push(chunk) {
      let from = 0
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
        take(chunk.subarray(from, at))
        finish()
        from = at + 1
      }
      if (from < chunk.length) take(chunk.subarray(from))
    },
    end: finish,
  }
}
