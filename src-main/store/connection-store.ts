import type { Database } from './database.ts'

/** An added connection. Its key is in the vault, never here. */
export interface ConnectionRow {
  readonly id: string
  readonly name: string
  readonly baseUrl: string | null
  readonly defaultModel: string
}

interface Row {
  id: string
  name: string
  base_url: string | null
  default_model: string
}

export type ConnectionStore = ReturnType<typeof createConnectionStore>

export function createConnectionStore(db: Database) {
  return {
    /** In the order in which they were added. */
    list(): ConnectionRow[] {
      return db
        .prepare<Row>('SELECT * FROM connections ORDER BY created_at, rowid')
        .all()
        .map((row) => ({
          id: row.id,
          name: row.name,
          baseUrl: row.base_url,
          defaultModel: row.default_model,
        }))
    },
    insert(c: ConnectionRow, at: number): void {
      db.prepare(
        'INSERT INTO connections (id, name, base_url, default_model, created_at) VALUES (?, ?, ?, ?, ?)',
      ).run(c.id, c.name, c.baseUrl, c.defaultModel, at)
    },
    update(c: ConnectionRow): void {
      db.prepare('UPDATE connections SET name = ?, base_url = ?, default_model = ? WHERE id = ?').run(
        c.name,
        c.baseUrl,
        c.defaultModel,
        c.id,
      )
    },
    remove(id: string): void {
      db.prepare('DELETE FROM connections WHERE id = ?').run(id)
    },
  }
}
