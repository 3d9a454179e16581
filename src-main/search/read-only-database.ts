import type { Database, SqlValue, Statement } from '../store/database.ts'
import type { NativeDatabase } from '../store/load-sqlite.ts'

type Driver = {
  readonly DatabaseSync: new (path: string, options: { readonly readOnly: boolean }) => NativeDatabase
}

/** Statements of one search differ in their filters; a few dozen are all that come again. */
const mostStatements = 50

/** A second connection to a database that this process has open, for reading. `driver`: the module that the first one uses. */
export function readOnlyDatabase(driver: unknown, path: string): Database {
  const native = new (driver as Driver).DatabaseSync(path, { readOnly: true })
  const statements = new Map<string, ReturnType<NativeDatabase['prepare']>>()
  const prepared = (sql: string): ReturnType<NativeDatabase['prepare']> => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    if (statements.size >= mostStatements) statements.clear()
    const statement = native.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const refuse = (): never => {
    throw new Error('This connection only reads.')
  }
  return {
    prepare<Row>(sql: string): Statement<Row> {
      return {
        run: refuse,
        get: (...values: readonly SqlValue[]) => prepared(sql).get(...values) as Row | undefined,
        all: (...values: readonly SqlValue[]) => prepared(sql).all(...values) as Row[],
      }
    },
    exec: refuse,
    transaction: refuse,
    close() {
      statements.clear()
      native.close()
    },
  }
}
