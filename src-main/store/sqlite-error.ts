import { DiskFullError } from './database.ts'
import { isOutOfRoom, saysDiskFull } from './disk-room.ts'

const ioError = 10
const cannotOpen = 14

/** The primary result code of SQLite, such as 5 for busy, or `null` for an error that is not SQLite's. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}

export const sqliteCodes = { busy: 5, full: 13 } as const

/**
 * The error itself, or a `DiskFullError` around it if what it means is that `folder` has no room. Takes errors of SQLite
 * and of file operations.
 */
export function explainStorageError(error: unknown, folder: string): unknown {
  if (error instanceof DiskFullError) return error
  const code = sqliteCode(error)
  const full =
    saysDiskFull(error) ||
    code === sqliteCodes.full ||
    ((code === ioError || code === cannotOpen) && isOutOfRoom(folder))
  if (!full) return error
  return new DiskFullError('The disk is full: nothing more can be saved. Free some space and try again.', {
    cause: error,
  })
}
