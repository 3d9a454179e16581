import type { FileHandle } from 'node:fs/promises'

const newline = 0x0a
const chunkBytes = 64 * 1024

export interface LineRangeRequest {
  /** Counted from 1. */
  readonly first: number
  readonly lines: number
  /** At most so many bytes come back: whole lines, or the beginning of one that is longer by itself. */
  readonly bytes: number
  readonly signal: AbortSignal
}

export interface LineRange {
  /** Bytes that are no UTF-8 are U+FFFD. */
  readonly text: string
  readonly lines: number
  /** How many lines were passed or read, in all. */
  readonly seen: number
  /** `cut`: the one line that was read is too long and its rest was left out. */
  readonly end: 'end-of-file' | 'more' | 'cut'
}

/** Reads some lines out of a file of any size, in a few hundred KiB of memory. */
export async function readLineRange(handle: FileHandle, request: LineRangeRequest): Promise<LineRange> {
  const { first, lines, bytes, signal } = request
  const chunk = Buffer.allocUnsafe(chunkBytes)
  const kept: Buffer[] = []
  let keptBytes = 0
  /** Bytes and lines of `kept` up to the end of its last whole line. */
  let wholeBytes = 0
  let wholeLines = 0
  let line = 1
  let lineHasBytes = false
  for (let position = 0; ;) {
    signal.throwIfAborted()
    const { bytesRead } = await handle.read(chunk, 0, chunkBytes, position)
    if (bytesRead === 0) break
    position += bytesRead
    for (let at = 0; at < bytesRead;) {
      if (wholeLines === lines) return finish('more')
      const found = chunk.subarray(0, bytesRead).indexOf(newline, at)
      const end = found === -1 ? bytesRead : found + 1
      if (line >= first) {
        const room = bytes - keptBytes
        if (end - at > room) {
          if (wholeLines > 0) return finish('more')
          kept.push(Buffer.from(chunk.subarray(at, at + room)))
          wholeBytes = keptBytes + room
          wholeLines = 1
          return finish('cut')
        }
        kept.push(Buffer.from(chunk.subarray(at, end)))
        keptBytes += end - at
      }
      at = end
      lineHasBytes = found === -1
      if (found !== -1) {
        if (line >= first) {
          wholeBytes = keptBytes
          wholeLines += 1
        }
        line += 1
      }
    }
  }
  if (lineHasBytes && line >= first) {
    wholeBytes = keptBytes
    wholeLines += 1
  }
  return finish('end-of-file')

  function finish(end: LineRange['end']): LineRange {
    const whole = Buffer.concat(kept).subarray(0, wholeBytes)
    const text = new TextDecoder().decode(end === 'cut' ? withoutBrokenEnd(whole) : whole)
    return { text, lines: wholeLines, seen: lineHasBytes ? line : line - 1, end }
  }
}

/** Without the last character when the cut went through it. */
function withoutBrokenEnd(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes
  }
  return bytes
}
