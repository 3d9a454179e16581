import type { Session } from '../../src-shared/domain/session.ts'
import type { Database } from './database.ts'

interface Row {
  id: string
  conversation_id: string
  runtime: Session['runtime']
  connection_id: string
  model: string | null
  working_directory: string | null
  reason: Session['reason']
  created_at: number
}

const session = (row: Row): Session => ({
  id: row.id,
  conversationId: row.conversation_id,
  runtime: row.runtime,
  connectionId: row.connection_id,
  model: row.model,
  workingDirectory: row.working_directory,
  reason: row.reason,
  createdAt: row.created_at,
})

export type SessionStore = ReturnType<typeof createSessionStore>

export function createSessionStore(db: Database) {
  return {
    get(id: string): Session | undefined {
      const row = db.prepare<Row>('SELECT * FROM sessions WHERE id = ?').get(id)
      return row && session(row)
    },
    /** The newest one of the conversation: the one that the next turn uses. */
    current(conversationId: string): Session | undefined {
      const row = db
        .prepare<Row>('SELECT * FROM sessions WHERE conversation_id = ? ORDER BY rowid DESC LIMIT 1')
        .get(conversationId)
      return row && session(row)
    },
    /** Newest first. */
    list(conversationId: string): Session[] {
      return db
        .prepare<Row>('SELECT * FROM sessions WHERE conversation_id = ? ORDER BY rowid DESC')
        .all(conversationId)
        .map(session)
    },
    insert(s: Session): void {
      db.prepare(
        `INSERT INTO sessions (id, conversation_id, runtime, connection_id, model, working_directory, reason, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        s.id,
        s.conversationId,
        s.runtime,
        s.connectionId,
        s.model,
        s.workingDirectory,
        s.reason,
        s.createdAt,
      )
    },
    /** A compatible model keeps the session: only where it is reached changes. */
    setModel(id: string, connectionId: string, model: string | null): void {
      db.prepare('UPDATE sessions SET connection_id = ?, model = ? WHERE id = ?').run(connectionId, model, id)
    },
    setWorkingDirectory(id: string, path: string | null): void {
      db.prepare('UPDATE sessions SET working_directory = ? WHERE id = ?').run(path, id)
    },
  }
}
