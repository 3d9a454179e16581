import { existsSync, mkdirSync } from 'node:fs'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { createBackups, type Backups } from './backup.ts'
import type { Database } from './database.ts'
import { databaseFiles, type DatabaseFiles } from './database-files.ts'
import { lockFolder } from './folder-lock.ts'
import { latestVersion, migrate, NewerDatabaseError, type Migration } from './migrate.ts'
import { recoverDatabase } from './recover-database.ts'
import { forgetRecoveryNotices, readRecoveryNotices, type RecoveryNotice } from './recovery-notices.ts'
import { openSqliteFile } from './sqlite-driver.ts'
import { explainStorageError } from './sqlite-error.ts'
import { versionOnDisk } from './version-on-disk.ts'

export interface OpenOptions {
  /** Absolute; made with mode 0700 if it is missing. */
  readonly folder: string
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  readonly logger: Logger
}

export interface OpenedDatabase {
  readonly database: Database
  /** What the user has to be told and was not told yet. They come again at every start until `forgetNotices`. */
  readonly notices: readonly RecoveryNotice[]
  /** Belongs into the transaction that tells the notices. */
  forgetNotices(): void
  readonly backup: Backups
  /** Gives up a backup that is under way, closes the database and gives the folder free. */
  close(): Promise<void>
}

/**
 * Opens the one database of a folder for this process, in the latest version, with a backup before it is migrated. A
 * damaged one is replaced by the newest sound backup (see `recoverDatabase`). Rejects with a sentence for people:
 * `FolderInUseError`, `NewerDatabaseError` (nothing was touched), `MigrationError`, `DiskFullError`.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenedDatabase> {
  const { folder, migrations } = options
  const files = databaseFiles(folder)
  try {
    // Before anything is made in the folder, the lock file included.
    if (!existsSync(files.lock)) refuseNewer(files, migrations)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const unlock = lockFolder(files.lock)
    try {
      refuseNewer(files, migrations)
      return await openLocked(files, options, unlock)
    } catch (error) {
      unlock()
      throw error
    }
  } catch (error) {
    throw explainStorageError(error, folder)
  }
}

async function openLocked(
  files: DatabaseFiles,
  options: OpenOptions,
  unlock: () => void,
): Promise<OpenedDatabase> {
  const { migrations, clock, logger } = options
  const isReplaced = await recoverDatabase({ files, migrations, clock, logger })
  const backup = createBackups(files, clock, logger)
  const isOld = (versionOnDisk(files.main) ?? 0) < latestVersion(migrations)
  // What was put there just now is a copy of a backup, or new.
  if (isOld && !isReplaced) await backup.make()
  const database = openSqliteFile(files.main, unlock)
  try {
    migrate(database, migrations, clock)
    return {
      database,
      notices: readRecoveryNotices(database),
      forgetNotices: () => forgetRecoveryNotices(database),
      backup,
      async close() {
        await backup.stop()
        database.close()
      },
    }
  } catch (error) {
    database.close()
    throw error
  }
}

function refuseNewer(files: DatabaseFiles, migrations: readonly Migration[]): void {
  const found = versionOnDisk(files.main)
  const known = latestVersion(migrations)
  if (found !== null && found > known) throw new NewerDatabaseError(found, known)
}
