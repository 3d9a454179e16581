import type { Secret } from '../../src-shared/domain/secret.ts'
import type { Database } from './database.ts'

interface Row {
  id: string
  name: string
  schedule_id: string | null
  conversation_id: string | null
  created_at: number
  last_used_at: number | null
}

/** The row of a secret; its value is in the vault. */
export type SecretRow = Omit<Secret, 'isKept'>

/** Whose secret it is: a schedule's runs, or one conversation's own turns. */
export type SecretOwner = { readonly scheduleId: string } | { readonly conversationId: string }

const secret = (row: Row): SecretRow => ({
  id: row.id,
  name: row.name,
  scheduleId: row.schedule_id,
  conversationId: row.conversation_id,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
})

export type SecretStore = ReturnType<typeof createSecretStore>

export function createSecretStore(db: Database) {
  const ownerId = (owner: SecretOwner): string =>
    'scheduleId' in owner ? owner.scheduleId : owner.conversationId
  return {
    /** By name. */
    list: (): SecretRow[] =>
      db.prepare<Row>('SELECT * FROM secrets ORDER BY name, created_at').all().map(secret),
    get(id: string): SecretRow | undefined {
      const row = db.prepare<Row>('SELECT * FROM secrets WHERE id = ?').get(id)
      return row && secret(row)
    },
    ofOwner: (owner: SecretOwner): SecretRow[] =>
      db
        .prepare<Row>('SELECT * FROM secrets WHERE coalesce(schedule_id, conversation_id) = ? ORDER BY name')
        .all(ownerId(owner))
        .map(secret),
    /** What open questions ask for. */
    asked: (): { readonly name: string; readonly runId: string | null; readonly conversationId: string }[] =>
      db
        .prepare<{ name: string; run_id: string | null; conversation_id: string }>(
          `SELECT secret ->> '$.name' AS name, run_id, conversation_id FROM questions
           WHERE status = 'open' AND kind = 'credential' AND secret IS NOT NULL`,
        )
        .all()
        .map(({ name, run_id: runId, conversation_id: conversationId }) => ({ name, runId, conversationId })),
    insert(row: SecretRow): void {
      db.prepare(
        `INSERT INTO secrets (id, name, schedule_id, conversation_id, created_at, last_used_at) VALUES (?, ?, ?, ?, ?, ?)`,
      ).run(row.id, row.name, row.scheduleId, row.conversationId, row.createdAt, row.lastUsedAt)
    },
    used(id: string, at: number): void {
      db.prepare('UPDATE secrets SET last_used_at = ? WHERE id = ?').run(at, id)
    },
    /** Whether there was one. */
    remove: (id: string): boolean => db.prepare('DELETE FROM secrets WHERE id = ?').run(id).changes === 1,
  }
}
