import type { SqlValue, Statement } from './database.ts'
import type { NativeDatabase } from './load-sqlite.ts'
import { castToText, sqlParameters, type SqlParameters } from './sql-parameters.ts'

export type NativeStatement = ReturnType<NativeDatabase['prepare']>

/** What a statement needs of its database. */
export interface StatementHost {
  readonly bindsNul: boolean
  nativeStatement(sql: string): NativeStatement
  /** Every call of the driver goes through it: it refuses a closed database and explains errors. */
  guard<T>(call: () => T): T
}

/** A prepared statement. It holds its host, because it dies with the native database. */
export class SqliteStatement<Row> implements Statement<Row> {
  private readonly host: StatementHost
  private readonly sql: string
  private readonly parameters: SqlParameters
  private readonly native: NativeStatement

  constructor(host: StatementHost, sql: string) {
    this.host = host
    this.sql = sql
    this.parameters = sqlParameters(sql)
    this.native = host.nativeStatement(sql)
  }

  run(...values: readonly SqlValue[]): { readonly changes: number; readonly lastInsertRowid: number } {
    const result = this.call(values, (native, bound) => native.run(...bound))
    return { changes: result.changes, lastInsertRowid: Number(result.lastInsertRowid) }
  }

  get(...values: readonly SqlValue[]): Row | undefined {
    const row: Row | undefined = this.call(values, (native, bound) => native.get(...bound))
    return row === undefined ? undefined : plain(row)
  }

  all(...values: readonly SqlValue[]): Row[] {
    const rows: Row[] = this.call(values, (native, bound) => native.all(...bound))
    return rows.map(plain)
  }

  private call<T>(
    values: readonly SqlValue[],
    use: (native: NativeStatement, bound: readonly SqlValue[]) => T,
  ): T {
    const cut = this.check(values)
    if (cut === undefined) return this.host.guard(() => use(this.native, values))
    const native = this.host.nativeStatement(castToText(this.sql, this.parameters, cut))
    const bound = values.map((value, i) => (cut.has(i) ? Buffer.from(String(value)) : value))
    return this.host.guard(() => use(native, bound))
  }

  /**
   * Throws on a value that SQLite would silently make NULL or something else. Returns the positions of the strings that
   * the driver would cut at a NUL character, `undefined` if there is none.
   */
  private check(values: readonly SqlValue[]): ReadonlySet<number> | undefined {
    if (values.length !== this.parameters.count)
      throw new TypeError(
        `${this.parameters.count} values are wanted and ${values.length} were given: ${this.sql}`,
      )
    let cut: Set<number> | undefined
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (typeof value === 'string') {
        if (!this.host.bindsNul && value.includes('\0')) (cut ??= new Set()).add(i)
      } else if (!isBindable(value)) {
        // The value itself is not told: it may be a secret.
        throw new TypeError(
          `Value ${i + 1} is of a kind that cannot be stored (${typeof value}): ${this.sql}`,
        )
      }
    }
    return cut
  }
}

function isBindable(value: SqlValue | undefined): boolean {
  if (typeof value === 'number') return !Number.isNaN(value)
  return value === null || value instanceof Uint8Array
}

/** The drivers give objects without a prototype. Copied by hand: spreading such an object takes five times as long. */
function plain<Row>(row: Row): Row {
  const copy = {} as Row
  for (const name in row) copy[name] = row[name]
  return copy
}
