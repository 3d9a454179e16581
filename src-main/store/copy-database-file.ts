import type * as Fs from 'node:fs'
import type { NativeDatabase } from './load-sqlite.ts'

export interface CopyOptions {
  readonly from: string
  /** Made anew, mode 0600. */
  readonly to: string
}

/**
 * Copies a database that is in use, as it is at one instant, and flushes the copy. Throws when `isStopped` turns true.
 *
 * Its text also runs in a worker, so it uses nothing but its arguments: no import, no name of this module.
 */
export async function copyDatabaseFile(
  load: (name: string) => unknown,
  driver: string,
  options: CopyOptions,
  isStopped: () => boolean,
): Promise<void> {
  const { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync } = load('node:fs') as typeof Fs
  const { DatabaseSync, backup } = load(driver) as {
    DatabaseSync: new (path: string, options: object) => NativeDatabase
    backup: (db: NativeDatabase, path: string, options: object) => Promise<number>
  }
  const giveUpIfStopped = (): void => {
    if (isStopped()) throw new Error('The backup was stopped.')
  }
  giveUpIfStopped()
  rmSync(options.to, { force: true })
  const file = openSync(options.to, 'a', 0o600)
  const source = new DatabaseSync(options.from, { readOnly: true, timeout: 2000 })
  try {
    // Without a transaction around it, every commit of the other connection would start the copy again.
    source.exec('BEGIN')
    source.prepare('SELECT count(*) FROM sqlite_schema').get()
    await backup(source, options.to, {
      // 1 MiB at a time, each flushed: else one commit of the application waits until the whole copy is on the disk.
      rate: 256,
      progress: () => {
        giveUpIfStopped()
        fdatasyncSync(file)
      },
    })
    giveUpIfStopped()
    fsyncSync(file)
  } finally {
    source.close()
    closeSync(file)
  }
}
