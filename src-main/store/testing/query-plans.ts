import type { Database } from '../database.ts'

/** The steps of the query plans of every statement that `use` prepares on `database`. */
export function queryPlans(database: Database, use: (listening: Database) => void): string[] {
  const statements = new Set<string>()
  use({
    prepare(sql) {
      statements.add(sql)
      return database.prepare(sql)
    },
    exec: (sql) => database.exec(sql),
    transaction: (fn) => database.transaction(fn),
    close: () => database.close(),
  })
  return [...statements].flatMap((sql) =>
    database
      .prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from(sql.match(/\?/g) ?? [], () => '[]'))
      .map(({ detail }) => detail),
  )
}
