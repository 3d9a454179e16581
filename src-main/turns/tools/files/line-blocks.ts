import type { FileHandle } from 'node:fs/promises'

const chunkBytes = 128 * 1024

/** Some whole lines of a file. */
export interface LineBlock {
  /** The number of its first line, from 1. */
  readonly firstLine: number
  /** Without the newline of its last line. */
  readonly text: string
}

/**
 * A text file in blocks of whole lines, in bounded memory. A line longer than a block comes in pieces that all bear
 * its number. Returns early after `mostBytes`.
 */
export async function* lineBlocks(
  handle: FileHandle,
  mostBytes: number,
  signal: AbortSignal,
): AsyncGenerator<LineBlock> {
  const decoder = new TextDecoder()
  const chunk = Buffer.allocUnsafe(chunkBytes)
  let firstLine = 1
  let carried = ''
  for (let position = 0; position < mostBytes;) {
    signal.throwIfAborted()
    const { bytesRead } = await handle.read(chunk, 0, Math.min(chunkBytes, mostBytes - position), position)
    if (bytesRead === 0) break
    position += bytesRead
    const text = carried + decoder.decode(chunk.subarray(0, bytesRead), { stream: true })
    const end = text.lastIndexOf('\n')
    if (end === -1 && text.length < chunkBytes) {
      carried = text
      continue
    }
    const block = end === -1 ? text : text.slice(0, end)
    carried = end === -1 ? '' : text.slice(end + 1)
    yield { firstLine, text: block }
    firstLine += newlines(block) + (end === -1 ? 0 : 1)
  }
  const last = carried + decoder.decode()
  if (last !== '') yield { firstLine, text: last }
}

function newlines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
