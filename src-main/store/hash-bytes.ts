import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { yieldToEvents } from '../platform/yield-to-events.ts'

/** About half a millisecond of work. */
const pieceBytes = 262_144

/** SHA-256 (hex) of bytes in memory, in pieces that let others get a turn. */
export async function hashBytes(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (at > 0) await yieldToEvents()
    hash.update(bytes.subarray(at, at + pieceBytes))
  }
  return hash.digest('hex')
}

/** SHA-256 (hex) and length of a whole open file, from its beginning. */
export async function hashFile(file: FileHandle): Promise<{ readonly hash: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafe(Math.min(pieceBytes, (await file.stat()).size + 1))
  let bytes = 0
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, piece.length, bytes)
    if (bytesRead === 0) return { hash: hash.digest('hex'), bytes }
    hash.update(piece.subarray(0, bytesRead))
    bytes += bytesRead
  }
}
