import { dirname } from 'node:path'
import { loadSqlite } from './load-sqlite.ts'
import { explainStorageError, sqliteCode, sqliteCodes } from './sqlite-error.ts'

/** Two starts at the same moment: one of them waits this long until the other has the lock or has given up. */
const waitMs = 250

/** Another process works in the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
  readonly folder: string
  constructor(folder: string) {
    super(`Another Dormouse is working in ${folder}. Quit it, or choose another folder, then start again.`)
    this.folder = folder
  }
}

/**
 * Takes the folder of the lock file for this process until the returned function is called or the process ends, however
 * it ends. Throws `FolderInUseError`. The lock is SQLite's exclusive lock on an empty database: the same code on every
 * system, freed by the system itself. Nobody may open the file otherwise: closing it would free the lock.
 */
export function lockFolder(path: string): () => void {
  const folder = dirname(path)
  try {
    const db = new (loadSqlite().DatabaseSync)(path, { timeout: waitMs })
    try {
      // The lock begins a first page, which is never written: its journal need not be a file.
      db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      throw error
    }
    return () => {
      if (db.isOpen) db.close()
    }
  } catch (error) {
    if (sqliteCode(error) === sqliteCodes.busy) throw new FolderInUseError(folder)
    throw explainStorageError(error, folder)
  }
}
