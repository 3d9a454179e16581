import type * as Fs from 'node:fs'
import type * as Url from 'node:url'
import type { NativeDatabase } from './load-sqlite.ts'

export type Verdict =
  | { readonly kind: 'sound' }
  /** What the tables hold is whole; these full-text indexes over them are not, and can be built anew. */
  | { readonly kind: 'index-damaged'; readonly tables: readonly string[] }
  | { readonly kind: 'damaged'; readonly detail: string }

export interface CheckOptions {
  readonly path: string
  /** Nobody writes to the file and there is no log beside it: nothing is made next to it. */
  readonly immutable: boolean
}

/**
 * Runs `quick_check` over a database file without writing to it. About 3 ms per MB, so a large one belongs in a worker
 * thread. Throws what SQLite throws when the reason is not in the file: it may not be read, another program has it locked.
 *
 * Its text also runs in a worker, so it uses nothing but its arguments: no import, no name of this module.
 */
export function checkDatabaseFile(
  load: (name: string) => unknown,
  driver: string,
  options: CheckOptions,
): Verdict {
  const { closeSync, existsSync, openSync, readSync } = load('node:fs') as typeof Fs
  const { pathToFileURL } = load('node:url') as typeof Url
  const { DatabaseSync } = load(driver) as {
    DatabaseSync: new (path: string, options: object) => NativeDatabase
  }
  // Damaged, no database, and the general error: it is what a format that SQLite does not know gives.
  const faultsOfTheFile = [11, 26, 1]
  const header = Buffer.alloc(100)
  const file = openSync(options.path, 'r')
  const length = readSync(file, header, 0, header.length, 0)
  closeSync(file)
  // SQLite takes an empty file for an empty database, and one with an unknown format for writing as read-only.
  if (length === 0) return { kind: 'damaged', detail: 'the file is empty' }
  if (options.immutable && header.readUInt8(18) > 2)
    return { kind: 'damaged', detail: 'its format is unknown' }
  const path = options.immutable ? `${pathToFileURL(options.path).href}?immutable=1` : options.path
  let db: NativeDatabase | undefined
  try {
    // A journal of the older kind has to be rolled back before anything can be read.
    db = new DatabaseSync(path, { readOnly: !existsSync(`${options.path}-journal`), timeout: 2000 })
    const version = db.prepare('PRAGMA user_version').get() as { readonly user_version: number }
    const rows = db.prepare('PRAGMA quick_check').all() as { readonly quick_check: string }[]
    const complaints = rows.map((row) => row.quick_check).filter((complaint) => complaint !== 'ok')
    const tables = complaints.map((complaint) => /FTS5 table main\.(\w+)(?=:|$)/.exec(complaint)?.[1])
    const known = tables.filter((table) => table !== undefined)
    if (complaints.length > 0 && known.length < complaints.length)
      return { kind: 'damaged', detail: complaints.slice(0, 3).join('; ') }
    if (known.length > 0) return { kind: 'index-damaged', tables: [...new Set(known)] }
    // No database of Dormouse is ever without a version: its file gets its name when it is complete.
    if (version.user_version <= 0) return { kind: 'damaged', detail: 'it holds no data of Dormouse' }
    return { kind: 'sound' }
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
    if (!faultsOfTheFile.includes(code)) throw error
    return { kind: 'damaged', detail: error instanceof Error ? error.message : String(error) }
  } finally {
    db?.close()
  }
}
