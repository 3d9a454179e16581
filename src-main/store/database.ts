/** A value that a statement takes. Booleans are stored as 0 and 1 by the stores themselves. */
export type SqlValue = string | number | null | Uint8Array

export interface Statement<Row> {
  /** Runs it for its effect. `lastInsertRowid` is that of the connection. */
  run(...values: readonly SqlValue[]): { readonly changes: number; readonly lastInsertRowid: number }
  get(...values: readonly SqlValue[]): Row | undefined
  all(...values: readonly SqlValue[]): Row[]
}

/** One open database, the same over both drivers. Single statements are prepared once and cached by their text. */
export interface Database {
  prepare<Row = Record<string, SqlValue>>(sql: string): Statement<Row>
  /** Runs a script of several statements without values. */
  exec(sql: string): void
  /**
   * BEGIN IMMEDIATE … COMMIT around `fn`; rolls back and rethrows when it throws. Not nestable: a second one inside
   * throws at once. A full disk throws `DiskFullError`; committed rows are untouched.
   */
  transaction<T>(fn: () => T): T
  close(): void
}

/** The disk, or the quota of the user, has no room for a commit. Nothing of the transaction was kept. */
export class DiskFullError extends Error {
  override readonly name = 'DiskFullError'
}
