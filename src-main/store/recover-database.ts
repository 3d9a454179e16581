import { constants, existsSync, statSync } from 'node:fs'
import { chmod, copyFile } from 'node:fs/promises'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { listBackups, type Backup } from './backup.ts'
import type { Verdict } from './check-database-file.ts'
import {
  hasCompanion,
  moveDatabase,
  removeDatabase,
  setAsidePath,
  type DatabaseFiles,
} from './database-files.ts'
import { DiskFullError } from './database.ts'
import { checkHere, checkInWorker } from './database-worker.ts'
import { renameDurably, syncFolder } from './durable-rename.ts'
import { latestVersion, migrate, NewerDatabaseError, type Migration } from './migrate.ts'
import { addRecoveryNotice } from './recovery-notices.ts'
import { recoveryWords } from './recovery-words.ts'
import { openSqliteFile } from './sqlite-driver.ts'
import { explainStorageError } from './sqlite-error.ts'
import { versionOnDisk } from './version-on-disk.ts'

/** Up to here the check takes less than starting a thread for it does. */
const checkHereBytes = 16 * 1024 * 1024

interface Recovery {
  readonly files: DatabaseFiles
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Leaves a sound database under the main name: the one that is there; if it is damaged or missing the newest backup that
 * is sound; else a new one. What cannot be used is renamed, never removed. A replacement is completed under another name
 * first, with the notice for the user in it, so a crash at any point is continued by the next call. Returns whether the
 * database was put there now. Throws `NewerDatabaseError` if the newest sound backup is of a newer release.
 */
export async function recoverDatabase(recovery: Recovery): Promise<boolean> {
  const { files, logger } = recovery
  removeDatabase(files.unfinished)
  if (existsSync(files.main)) {
    // It was made while this one was still in place, for a reason that is looked at anew.
    removeDatabase(files.next)
    const problem = await problemAfterRepair(files.main, logger)
    if (problem === null) return false
    logger.error('the database is damaged', { detail: problem })
    await replace(recovery, 'damaged')
    return true
  }
  if (existsSync(files.next)) await finish(files, setAsidePath(files.folder, recovery.clock.now()))
  else
    await replace(
      recovery,
      hasCompanion(files.main) || listBackups(files.backups).length > 0 ? 'missing' : 'new',
    )
  return true
}

async function replace(recovery: Recovery, why: 'damaged' | 'missing' | 'new'): Promise<void> {
  const { files, migrations, clock } = recovery
  const now = clock.now()
  const aside = setAsidePath(files.folder, now)
  const backup = await restoreNewestSound(recovery)
  const database = openSqliteFile(files.unfinished)
  try {
    if (backup === null) migrate(database, migrations, clock)
    if (why !== 'new') {
      const keptAs = existsSync(files.main) || hasCompanion(files.main) ? aside : null
      const backupAt = backup?.at ?? null
      const words = recoveryWords({ why, keptAs, backupAt, timeZone: clock.timeZone() })
      addRecoveryNotice(database, { at: now, ...words, keptAs, backupAt })
    }
  } finally {
    database.close()
  }
  await chmod(files.unfinished, 0o600)
  await renameDurably(files.unfinished, files.next)
  await finish(files, aside)
}

/** Nothing here can leave a mixture: a log beside the old database must never meet the new one. */
async function finish(files: DatabaseFiles, aside: string): Promise<void> {
  moveDatabase(files.main, aside)
  await syncFolder(files.folder)
  await renameDurably(files.next, files.main)
}

/** Copies the newest backup that is sound to the unfinished name. Returns it, or `null` if there is none. */
async function restoreNewestSound({ files, migrations, logger }: Recovery): Promise<Backup | null> {
  for (const backup of listBackups(files.backups)) {
    removeDatabase(files.unfinished)
    const problem = await restore(backup, files, logger)
    if (problem !== null) {
      logger.warn('a backup cannot be used', { path: backup.path, detail: problem })
      continue
    }
    const version = versionOnDisk(files.unfinished) ?? 0
    if (version <= latestVersion(migrations)) return backup
    removeDatabase(files.unfinished)
    throw new NewerDatabaseError(version, latestVersion(migrations))
  }
  removeDatabase(files.unfinished)
  return null
}

/** Returns why the backup cannot be used, or `null`. Throws `DiskFullError`: that says nothing about the backup. */
async function restore(backup: Backup, files: DatabaseFiles, logger: Logger): Promise<string | null> {
  try {
    await copyFile(backup.path, files.unfinished, constants.COPYFILE_FICLONE)
    return await problemAfterRepair(files.unfinished, logger)
  } catch (error) {
    const explained = explainStorageError(error, files.folder)
    if (explained instanceof DiskFullError) throw explained
    return String(error)
  }
}

/** What is wrong with a database, or `null`. A damaged search index is built anew: it holds nothing of its own. */
async function problemAfterRepair(path: string, logger: Logger): Promise<string | null> {
  const verdict = await check(path)
  if (verdict.kind === 'sound') return null
  if (verdict.kind === 'damaged') return verdict.detail
  logger.warn('a search index was damaged and is built anew', { tables: verdict.tables })
  rebuildIndexes(path, verdict.tables)
  const after = await check(path)
  return after.kind === 'sound' ? null : 'a search index cannot be repaired'
}

function check(path: string): Promise<Verdict> | Verdict {
  const options = { path, immutable: !hasCompanion(path) }
  return statSync(path).size > checkHereBytes ? checkInWorker(options).done : checkHere(options)
}

function rebuildIndexes(path: string, tables: readonly string[]): void {
  const database = openSqliteFile(path)
  try {
    for (const table of tables) database.exec(`INSERT INTO "${table}" ("${table}") VALUES ('rebuild')`)
  } catch (error) {
    // The check that follows says so; a full disk is another matter.
    if (error instanceof DiskFullError) throw error
  } finally {
    database.close()
  }
}
