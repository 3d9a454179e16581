import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What SQLite may keep beside a database: its log, the index of the log, and the journal of the older kind. */
const companions = ['-wal', '-shm', '-journal'] as const

export interface DatabaseFiles {
  readonly folder: string
  readonly main: string
  /** Held by the one process that works in the folder. */
  readonly lock: string
  /** A complete database that is about to become the main one. */
  readonly next: string
  /** The same while it is still being written. */
  readonly unfinished: string
  readonly backups: string
}

export function databaseFiles(folder: string): DatabaseFiles {
  return {
    folder,
    main: join(folder, 'dormouse.db'),
    lock: join(folder, 'dormouse.lock'),
    next: join(folder, 'dormouse.next.db'),
    unfinished: join(folder, 'dormouse.unfinished.db'),
    backups: join(folder, 'backups'),
  }
}

/** An instant as part of a file name, in UTC, sortable, without characters that a file system refuses. */
export function instantInFileName(ms: number): string {
  return new Date(ms).toISOString().replaceAll(':', '-')
}

export function hasCompanion(path: string): boolean {
  return companions.some((suffix) => existsSync(path + suffix))
}

/** Renames a database together with what is beside it. Parts that do not exist are left out. */
export function moveDatabase(from: string, to: string): void {
  for (const suffix of ['', ...companions])
    if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix)
}

export function removeDatabase(path: string): void {
  for (const suffix of ['', ...companions]) rmSync(path + suffix, { force: true })
}

/** `dormouse.corrupt-<instant>.db`, with a number added if that one exists. */
export function setAsidePath(folder: string, now: number): string {
  const name = `dormouse.corrupt-${instantInFileName(now)}`
  const taken = new Set(readdirSync(folder))
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? `${name}.db` : `${name}-${n}.db`
    if (!['', ...companions].some((suffix) => taken.has(candidate + suffix))) return join(folder, candidate)
  }
}
