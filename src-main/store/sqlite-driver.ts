import { dirname } from 'node:path'
import type { Database, SqlValue, Statement } from './database.ts'
import { loadSqlite, type NativeDatabase } from './load-sqlite.ts'
import { explainStorageError } from './sqlite-error.ts'
import { SqliteStatement, type NativeStatement, type StatementHost } from './sqlite-statement.ts'

const busyTimeoutMs = 2000
/** Texts with a varying number of `?` must not fill the memory. */
const mostStatements = 500
/** After a bulk change the write-ahead log is cut back to this, instead of keeping its largest size for ever. */
const logSizeLimitBytes = 16 * 1024 * 1024

/**
 * Opens a database file, made if it is missing; `afterClose` is called once it is closed. Throws SQLite's own error if the
 * file is no database.
 */
export function openSqliteFile(path: string, afterClose: () => void = () => undefined): Database {
  const native = new (loadSqlite().DatabaseSync)(path, { timeout: busyTimeoutMs, defensive: true })
  try {
    setPragmas(native)
    return new SqliteDatabase(native, dirname(path), afterClose)
  } catch (error) {
    native.close()
    throw explainStorageError(error, dirname(path))
  }
}

function setPragmas(native: NativeDatabase): void {
  const mode = native.prepare('PRAGMA journal_mode = WAL').get() as { readonly journal_mode: string }
  if (mode.journal_mode !== 'wal')
    throw new Error(`The database cannot use a write-ahead log here (it uses "${mode.journal_mode}").`)
  // With FULL every commit reaches the disk before it returns: NORMAL would lose the last ones at a power cut.
  native.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = ${busyTimeoutMs};
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA journal_size_limit = ${logSizeLimitBytes};
  `)
  // There fsync does not reach the platter without these.
  if (process.platform === 'darwin') native.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON')
}

class SqliteDatabase implements Database, StatementHost {
  readonly bindsNul = loadSqlite().bindsNul
  private readonly native: NativeDatabase
  private readonly folder: string
  private readonly afterClose: () => void
  private readonly statements = new Map<string, SqliteStatement<unknown>>()
  private inTransaction = false
  private closed = false
  private lost: unknown

  constructor(native: NativeDatabase, folder: string, afterClose: () => void) {
    this.native = native
    this.folder = folder
    this.afterClose = afterClose
  }

  prepare<Row = Record<string, SqlValue>>(sql: string): Statement<Row> {
    const known = this.statements.get(sql)
    const statement = known ?? new SqliteStatement<unknown>(this, sql)
    // Taken out and put back: the first key is the one that was not used for longest.
    if (known !== undefined) this.statements.delete(sql)
    this.statements.set(sql, statement)
    if (this.statements.size > mostStatements) {
      const oldest = this.statements.keys().next()
      if (!oldest.done) this.statements.delete(oldest.value)
    }
    return statement as Statement<Row>
  }

  exec(sql: string): void {
    this.guard(() => this.native.exec(sql))
  }

  transaction<T>(fn: () => T): T {
    if (this.inTransaction) throw new Error('A transaction is already open: transactions do not nest.')
    this.guard(() => this.native.exec('BEGIN IMMEDIATE'))
    this.inTransaction = true
    try {
      const value = fn()
      if (value instanceof Promise)
        throw new TypeError('A transaction is synchronous: its function must not return a promise.')
      this.guard(() => this.native.exec('COMMIT'))
      return value
    } catch (error) {
      this.rollBack()
      throw error
    } finally {
      this.inTransaction = false
      this.lost = undefined
    }
  }

  close(): void {
    if (this.closed) return
    if (this.inTransaction) throw new Error('The database cannot be closed inside a transaction.')
    this.closed = true
    this.statements.clear()
    // Moves the log into the file and removes it, as the last connection does.
    this.native.close()
    this.afterClose()
  }

  private rollBack(): void {
    if (!this.native.isTransaction) return
    try {
      this.native.exec('ROLLBACK')
    } catch {
      // SQLite has done it already, or does it when the file is closed: the reason that is thrown is the first one.
    }
  }

  nativeStatement(sql: string): NativeStatement {
    return this.guard(() => this.native.prepare(sql))
  }

  guard<T>(call: () => T): T {
    if (this.closed) throw new Error('The database is closed.')
    if (this.lost !== undefined) throw this.lost
    try {
      return call()
    } catch (error) {
      const explained = explainStorageError(error, this.folder)
      // SQLite ends the transaction by itself after some errors (a full disk); what follows would commit one by one.
      if (this.inTransaction && !this.native.isTransaction) this.lost = explained
      throw explained
    }
  }
}
