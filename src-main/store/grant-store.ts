import type { Grant } from '../../src-shared/domain/grant.ts'
import type { Database } from './database.ts'

interface Row {
  id: string
  schedule_id: string | null
  conversation_id: string | null
  tool: string
  operation: string
  words: string
  created_at: number
  last_used_at: number | null
}

const grant = (row: Row): Grant => ({
  id: row.id,
  scheduleId: row.schedule_id,
  conversationId: row.conversation_id,
  tool: row.tool,
  operation: row.operation,
  words: row.words,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
})

export type GrantStore = ReturnType<typeof createGrantStore>

export function createGrantStore(db: Database) {
  return {
    insert(g: Grant): void {
      db.prepare(
        `INSERT INTO grants (id, schedule_id, conversation_id, tool, operation, words, created_at, last_used_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(g.id, g.scheduleId, g.conversationId, g.tool, g.operation, g.words, g.createdAt, g.lastUsedAt)
    },
    /** Newest first. */
    list(filter: {
      readonly scheduleId?: string | undefined
      readonly conversationId?: string | undefined
    }): Grant[] {
      return db
        .prepare<Row>(
          `SELECT * FROM grants WHERE (? IS NULL OR schedule_id = ?) AND (? IS NULL OR conversation_id = ?)
           ORDER BY created_at DESC, rowid DESC`,
        )
        .all(
          filter.scheduleId ?? null,
          filter.scheduleId ?? null,
          filter.conversationId ?? null,
          filter.conversationId ?? null,
        )
        .map(grant)
    },
    used(id: string, at: number): void {
      db.prepare('UPDATE grants SET last_used_at = ? WHERE id = ?').run(at, id)
    },
    /** Whether there was one. */
    revokeOfSchedule: (scheduleId: string): boolean =>
      db.prepare('DELETE FROM grants WHERE schedule_id = ?').run(scheduleId).changes > 0,
    /** Whether there was one. */
    revoke(id: string): boolean {
      return db.prepare('DELETE FROM grants WHERE id = ?').run(id).changes === 1
    },
  }
}
