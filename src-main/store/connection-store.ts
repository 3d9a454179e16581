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

/** A kind of content that a model does not take. */
export interface RefusedContent {
  readonly model: string
  readonly kind: 'images' | 'documents'
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
    /** What was refused of a connection at this address. */
    refused: (id: string, baseUrl: string | null): RefusedContent[] =>
      db
        .prepare<RefusedContent>(
          'SELECT model, kind FROM refused_content WHERE connection_id = ? AND base_url = ?',
        )
        .all(id, baseUrl ?? ''),
    refuse(id: string, baseUrl: string | null, { model, kind }: RefusedContent): void {
      db.prepare('INSERT OR IGNORE INTO refused_content VALUES (?, ?, ?, ?)').run(
        id,
        baseUrl ?? '',
        model,
        kind,
      )
    },
    /** What a connection takes may be different from now on. */
    forgetRefused(id: string): void {
      db.prepare('DELETE FROM refused_content WHERE connection_id = ?').run(id)
    },
  }
}
