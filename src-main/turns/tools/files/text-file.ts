import type { Stats } from 'node:fs'
import { ToolRefusal } from '../tool-refusal.ts'
import { binaryKind } from './file-kind.ts'
import { openRegularFile } from './open-regular-file.ts'
import type { LocatedPath } from './working-directory.ts'

/** Larger files are not edited as text: decoding one would hold up everything else. */
const mostBytes = 4 * 1024 * 1024

export interface TextFile {
  /** With its byte order mark and line ends as they are. */
  readonly text: string
  readonly stats: Stats
}

/** The whole text of a file that is to be edited. Rejects with a `ToolRefusal` when it is too large or no UTF-8 text. */
export async function readTextFile(at: Pick<LocatedPath, 'real' | 'shown'>): Promise<TextFile> {
  const handle = await openRegularFile(at)
  try {
    const stats = await handle.stat()
    if (stats.size > mostBytes)
      throw new ToolRefusal(
        `"${at.shown}" is too large to be edited here: ${stats.size} bytes, and ${mostBytes} are the most.`,
      )
    const bytes = await handle.readFile()
    const kind = binaryKind(bytes.subarray(0, 8192)) ?? (bytes.includes(0) ? 'binary data' : null)
    const text = kind === null ? decoded(bytes) : null
    if (text === null)
      throw new ToolRefusal(
        `"${at.shown}" is not UTF-8 text (${kind ?? 'another encoding'}), so it is not edited here.`,
      )
    return { text, stats }
  } finally {
    await handle.close()
  }
}

/** Keeps a byte order mark. `null`: some bytes are no UTF-8, and writing the text back would change them. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
