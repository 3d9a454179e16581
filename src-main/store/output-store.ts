import { createHash } from 'node:crypto'
import { open, readdir, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallRef } from '../../src-shared/domain/tool-step.ts'
import { openOutputFile, type OutputFile } from './output-file.ts'
import { brokenStart, wholeCharacters } from './utf8-boundary.ts'

export type { OutputFile }

/** A piece of an output; offsets and sizes are bytes. */
export interface OutputPiece {
  readonly text: string
  readonly nextOffset: number
  readonly totalBytes: number
}

/** The whole output of commands, as files in the data folder, written while they run. */
export interface OutputStore {
  /** Begins the output of a call anew. */
  begin(call: CallRef, limitBytes: number): OutputFile
  /** A piece by UTF-8 bytes that ends between characters. `null`: there is none. */
  read(call: CallRef, offset: number, limit: number): Promise<OutputPiece | null>
  /** The keys of the outputs of a message's calls (`outputKey`), and a piece of one of them. */
  keys(messageId: string): Promise<readonly string[]>
  readKey(messageId: string, key: string, offset: number, limit: number): Promise<OutputPiece | null>
  /** Removes outputs whose message is gone, and the oldest ones past a size. What is being written stays. */
  prune(hasMessage: (messageId: string) => boolean): Promise<void>
}

/** Bytes that the outputs of all calls may take. */
const mostBytes = 1024 ** 3
/** A character is at most so many bytes. */
const longestCharacter = 4

/** Under what the output of a call is kept beside those of the same message. A tool-use id is not ours, so no file name. */
export function outputKey(toolUseId: string): string {
  return createHash('sha256').update(toolUseId).digest('hex').slice(0, 32)
}

/** `folder`: absolute. Outputs take `limit` bytes together at most after a prune. */
export function createOutputStore(folder: string, limit = mostBytes): OutputStore {
  const writing = new Set<string>()
  const pathOf = (messageId: string, key: string): string => join(folder, folderName(messageId), `${key}.log`)

  const readPath = async (path: string, offset: number, most: number): Promise<OutputPiece | null> => {
    const file = await open(path, 'r').catch(() => null)
    if (file === null) return null
    try {
      const { size } = await file.stat()
      const from = Math.min(offset, size)
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(Math.max(most, longestCharacter)),
        0,
        Math.max(most, longestCharacter),
        from,
      )
      const read = buffer.subarray(0, bytesRead)
      const start = from === 0 ? 0 : brokenStart(read)
      // The rest of the last character may be on its way.
      const mayGrow = writing.has(path) || from + bytesRead < size
      const end = mayGrow ? wholeCharacters(read) : read.length
      const piece = read.subarray(start, Math.max(start, end))
      return { text: piece.toString('utf8'), nextOffset: from + start + piece.length, totalBytes: size }
    } finally {
      await file.close()
    }
  }

  return {
    begin({ messageId, toolUseId }, limitBytes) {
      const path = pathOf(messageId, outputKey(toolUseId))
      writing.add(path)
      return openOutputFile(path, limitBytes, () => writing.delete(path))
    },
    read: ({ messageId, toolUseId }, offset, most) =>
      readPath(pathOf(messageId, outputKey(toolUseId)), offset, most),
    async keys(messageId) {
      const names = await readdir(join(folder, folderName(messageId))).catch(() => [])
      return names.filter((name) => name.endsWith('.log')).map((name) => name.slice(0, -'.log'.length))
    },
    readKey: (messageId, key, offset, most) => readPath(pathOf(messageId, key), offset, most),

    async prune(hasMessage) {
      const kept: { readonly path: string; readonly bytes: number; readonly at: number }[] = []
      for (const name of await readdir(folder).catch(() => [])) {
        const place = join(folder, name)
        // This is tidying; it may take its time and leaves others theirs.
        const files = (await readdir(place).catch(() => [])).map((file) => join(place, file))
        const isWritten = files.some((path) => writing.has(path))
        if (!hasMessage(name) && !isWritten) await rm(place, { recursive: true, force: true })
        else {
          const stats = await Promise.all(files.map((path) => stat(path).catch(() => null)))
          stats.forEach((found, index) => {
            const path = files[index]
            if (found && path !== undefined) kept.push({ path, bytes: found.size, at: found.mtimeMs })
          })
        }
      }
      let total = kept.reduce((sum, { bytes }) => sum + bytes, 0)
      for (const { path, bytes } of kept.toSorted((a, b) => a.at - b.at)) {
        if (total <= limit) break
        if (writing.has(path)) continue
        await rm(path, { force: true })
        // Only an empty folder goes.
        await rmdir(join(path, '..')).catch(() => undefined)
        total -= bytes
      }
    },
  }
}

/** Message ids are ours and plain; anything else must not become a path. */
function folderName(messageId: string): string {
  return /^[\w-]{1,100}$/.test(messageId) ? messageId : outputKey(messageId)
}
