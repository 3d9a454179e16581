import { type FileHandle, open, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errorCode } from '../../platform/error-code.ts'
import type { Ids } from '../../platform/ids.ts'
import { badInput, unavailable } from '../../platform/route-failure.ts'
import { renameDurably } from '../../store/durable-rename.ts'

/** So many characters are handed to the file at a time. */
const pieceLength = 262_144

/**
 * Writes a text, piece by piece, to a file of the user's: beside it first, then flushed and renamed, so that the name never
 * holds a half. Replaces what was there. Rejects with a sentence where the place takes no file, and with the signal's reason.
 */
export async function writeFileWhole(
  path: string,
  ids: Pick<Ids, 'next'>,
  pieces: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  // Shorter than a name may be, in any script.
  const unfinished = join(dirname(path), `.${basename(path).slice(0, 30)}.${ids.next('blob')}.part`)
  try {
    const file = await open(unfinished, 'wx', 0o600)
    try {
      await writeAll(file, pieces, signal)
    } finally {
      await file.close()
    }
    await renameDurably(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw inWords(error, path)
  }
}

async function writeAll(file: FileHandle, pieces: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  let waiting = ''
  for await (const piece of pieces) {
    signal.throwIfAborted()
    waiting += piece
    if (waiting.length < pieceLength) continue
    await file.writeFile(waiting)
    waiting = ''
  }
  await file.writeFile(waiting)
}

function inWords(error: unknown, path: string): unknown {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return badInput(`There is no folder ${dirname(path)}. Choose another place.`)
    case 'EISDIR':
    case 'ENOTEMPTY':
      return badInput(`${path} is a folder. Give the name of a file in it.`)
    case 'ENAMETOOLONG':
      return badInput('The name of the file is too long. Choose a shorter one.')
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return badInput(`${dirname(path)} takes no files from you. Choose another place.`)
    case 'ENOSPC':
    case 'EDQUOT':
      return unavailable('The disk is full, so nothing was written. Make room and try again.')
    default:
      return error
  }
}
