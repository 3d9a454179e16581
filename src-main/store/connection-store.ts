import type { Database } from './database.ts'

/** An added connection. Its key is in the vault, never here. */
export interface ConnectionRow {
  readonly id: string
  readonly name: string
  readonly baseUrl: string | null
  readonly defaultModel: string
  /** Tokens; `null`: what is known of its models. */
  readonly contextTokens: number | null
}

interface Row {
  id: string
  name: string
  base_url: string | null
  default_model: string
  context_tokens: number | null
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
          contextTokens: row.context_tokens,
        }))
    },
    insert(c: ConnectionRow, at: number): void {
      db.prepare(
        'INSERT INTO connections (id, name, base_url, default_model, context_tokens, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(c.id, c.name, c.baseUrl, c.defaultModel, c.contextTokens, at)
    },
    update(c: ConnectionRow): void {
      db.prepare(
        'UPDATE connections SET name = ?, base_url = ?, default_model = ?, context_tokens = ? WHERE id = ?',
      ).run(c.name, c.baseUrl, c.defaultModel, c.contextTokens, c.id)
    },
    remove(id: string): void {
      db.prepare('DELETE FROM connections WHERE id = ?').run(id)
    },
  }
}
