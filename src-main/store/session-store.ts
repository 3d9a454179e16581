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
  parent_id: string | null
  parent_seq: number | null
  fork_id: string | null
  summary: string | null
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
  parentId: row.parent_id,
  summary: row.summary,
  createdAt: row.created_at,
})

/** `parentSeq`: the last message of the parent's context that it began with. `forkId`: of which fork it is a way on. */
export type NewSession = Omit<Session, 'parentId' | 'summary'> &
  Partial<Pick<Session, 'parentId' | 'summary'>> & {
    readonly parentSeq?: number | null
    readonly forkId?: string | null
  }

/** A session with what its context is built from. */
export interface SessionOrigin {
  readonly session: Session
  readonly parentSeq: number | null
  readonly forkId: string | null
}

export type SessionStore = ReturnType<typeof createSessionStore>

export function createSessionStore(db: Database) {
  return {
    get(id: string): Session | undefined {
      const row = db.prepare<Row>('SELECT * FROM sessions WHERE id = ?').get(id)
      return row && session(row)
    },
    origin(id: string): SessionOrigin | undefined {
      const row = db.prepare<Row>('SELECT * FROM sessions WHERE id = ?').get(id)
      return row && { session: session(row), parentSeq: row.parent_seq, forkId: row.fork_id }
    },
    /** The one that the conversation's next turn uses: the newest, unless the user went back to another. */
    current(conversationId: string): Session | undefined {
      const row = db
        .prepare<Row>(
          `SELECT s.* FROM sessions s JOIN conversations c ON c.id = s.conversation_id
           WHERE s.conversation_id = ? ORDER BY s.id = c.session_id DESC, s.rowid DESC LIMIT 1`,
        )
        .get(conversationId)
      return row && session(row)
    },
    /** The conversation goes on with this one. */
    makeCurrent({ id, conversationId }: Pick<Session, 'id' | 'conversationId'>): void {
      db.prepare('UPDATE conversations SET session_id = ? WHERE id = ?').run(id, conversationId)
    },
    /** Newest first. */
    list(conversationId: string): Session[] {
      return db
        .prepare<Row>('SELECT * FROM sessions WHERE conversation_id = ? ORDER BY rowid DESC')
        .all(conversationId)
        .map(session)
    },
    /** It is its conversation's current one from now on. */
    insert(s: NewSession): void {
      db.prepare(
        `INSERT INTO sessions (id, conversation_id, runtime, connection_id, model, working_directory, reason, created_at,
           parent_id, parent_seq, fork_id, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        s.id,
        s.conversationId,
        s.runtime,
        s.connectionId,
        s.model,
        s.workingDirectory,
        s.reason,
        s.createdAt,
        s.parentId ?? null,
        s.parentSeq ?? null,
        s.forkId ?? null,
        s.summary ?? null,
      )
      this.makeCurrent(s)
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
