import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { instantInFileName, type DatabaseFiles } from './database-files.ts'
import { copyInWorker, type DatabaseWork } from './database-worker.ts'
import { renameDurably } from './durable-rename.ts'
import { explainStorageError } from './sqlite-error.ts'

const kept = 3
const dayMs = 86_400_000
const shrinkStepBytes = 16 * 1024 * 1024

export interface Backup {
  readonly path: string
  /** When it was begun: what was committed by then is in it. Epoch ms. */
  readonly at: number
}

export interface Backups {
  /** Newest first. Nothing is known of their state but their names. */
  list(): readonly Backup[]
  /** Whether the newest one is a day away from `now` or more, on either side: a clock may have been wrong. */
  due(now: number): boolean
  /**
   * Copies the database beside the main thread, checks the copy, gives it its name and removes all but the newest three.
   * While one is made a second call gets the same one. Rejects with `DiskFullError`, or an error that says why.
   */
  make(): Promise<Backup>
  /** Gives up the one that is being made and resolves when no thread works on it. Nothing is made afterwards. */
  stop(): Promise<void>
}

export function createBackups(files: DatabaseFiles, clock: Clock, logger: Logger): Backups {
  let current: Promise<Backup> | null = null
  let work: DatabaseWork<unknown> | null = null
  let stopped = false

  async function make(): Promise<Backup> {
    const at = clock.now()
    const path = join(files.backups, `dormouse-${instantInFileName(at)}.db`)
    const unfinished = `${path}.unfinished`
    mkdirSync(files.backups, { recursive: true, mode: 0o700 })
    await removeUnfinished(files.backups)
    try {
      if (stopped) throw new Error('The backup was stopped.')
      const copying = copyInWorker({ from: files.main, to: unfinished })
      work = copying
      const verdict = await copying.done
      if (verdict.kind === 'damaged') throw new Error(`The backup is not sound: ${verdict.detail}.`)
      await renameDurably(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw explainStorageError(error, files.backups)
    }
    logger.info('backup made', { path, ms: clock.now() - at })
    await prune(path)
    return { path, at }
  }

  /** Whatever the names of the others say, the one that was just made stays. */
  async function prune(newest: string): Promise<void> {
    const others = listBackups(files.backups).filter(({ path }) => path !== newest)
    try {
      for (const old of others.slice(kept - 1)) await removeSlowly(old.path)
    } catch (error) {
      logger.warn('an old backup could not be removed', { error: String(error) })
    }
  }

  return {
    list: () => listBackups(files.backups),
    due(now) {
      const newest = listBackups(files.backups)[0]
      return newest === undefined || Math.abs(now - newest.at) >= dayMs
    },
    make() {
      if (stopped)
        return Promise.reject(new Error('No backup is made any more: the database is being closed.'))
      current ??= make().finally(() => {
        current = null
        work = null
      })
      return current
    },
    async stop() {
      stopped = true
      work?.stop()
      await current?.catch(() => undefined)
    },
  }
}

/** The files that have the name of a backup, newest first; none if there is no folder. */
export function listBackups(folder: string): Backup[] {
  return namesIn(folder)
    .flatMap((name) => {
      const match = /^dormouse-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.db$/.exec(name)
      const at = match === null ? Number.NaN : Date.parse(`${match[1]}:${match[2]}:${match[3]}`)
      return Number.isNaN(at) ? [] : [{ path: join(folder, name), at }]
    })
    .toSorted((a, b) => b.at - a.at)
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of namesIn(folder))
    if (name.includes('.db.unfinished')) await removeSlowly(join(folder, name))
}

/** Frees a large file step by step: freed at once it holds up the next commit of the application by 30 to 50 ms. */
async function removeSlowly(path: string): Promise<void> {
  // A name of its own first: half a backup must not look like one.
  const doomed = path.includes('.db.unfinished') ? path : `${path}.unfinished`
  if (doomed !== path) renameSync(path, doomed)
  for (let size = (await stat(doomed)).size; size > shrinkStepBytes; size -= shrinkStepBytes)
    await truncate(doomed, size - shrinkStepBytes)
  await rm(doomed, { force: true })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
