import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const fullCodes = new Set(['ENOSPC', 'EDQUOT'])

/** Whether the error of a file operation says that disk or quota are used up. */
export function saysDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && fullCodes.has(String(error.code))
}

/**
 * Whether a folder takes no more bytes, found by writing 64 KiB there: SQLite reports a used-up quota, and some full
 * disks, as a plain input/output error that does not say why.
 */
export function isOutOfRoom(folder: string): boolean {
  const path = join(folder, `.room-${process.pid}`)
  try {
    const file = openSync(path, 'w', 0o600)
    try {
      writeSync(file, new Uint8Array(65_536))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    return false
  } catch (error) {
    return saysDiskFull(error)
  } finally {
    rmSync(path, { force: true })
  }
}
