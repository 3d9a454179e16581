import type { Session } from '../../src-shared/domain/session.ts'
import type { Database } from './database.ts'
import type { SessionNode } from './shown-sessions.ts'

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
  summary_of: string | null
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
    /** The session that `summary` is of. */
    readonly summaryOf?: string | null
  }

/** A session with what its context is built from. */
export interface SessionOrigin {
  readonly session: Session
  readonly parentSeq: number | null
  readonly forkId: string | null
  readonly summaryOf: string | null
}

/** A session whose messages up to one are a part of another's context. */
export interface ChainLink {
  readonly id: string
  readonly until: number
}

/** What a list of sessions tells of one. */
export interface SessionCounts {
  readonly sessionId: string
  readonly turns: number
  /** The instant of the newest thing that was said. */
  readonly lastAt: number | null
  /** The beginning of the first thing that the user said. */
  readonly firstWords: string | null
  readonly firstId: string | null
  readonly firstSeq: number | null
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
      if (!row) return undefined
      const { parent_seq: parentSeq, fork_id: forkId, summary_of: summaryOf } = row
      return { session: session(row), parentSeq, forkId, summaryOf }
    },
    /** How the sessions of a conversation hang on each other, oldest first. */
    nodes: (conversationId: string): SessionNode[] =>
      db
        .prepare<SessionNode>(
          `SELECT id, parent_id AS parentId, parent_seq AS parentSeq, fork_id AS forkId FROM sessions
           WHERE conversation_id = ? ORDER BY rowid`,
        )
        .all(conversationId),
    /**
     * The session and those that its context begins with, itself first. `until`: the `seq` of the last message of each that
     * belongs to its context.
     */
    chain: (id: string): ChainLink[] =>
      db
        .prepare<{ id: string; until: number | null }>(
          `WITH RECURSIVE chain (id, until, depth) AS (
             SELECT ?, NULL, 0
             UNION ALL SELECT s.parent_id, s.parent_seq, depth + 1 FROM chain c JOIN sessions s ON s.id = c.id
               WHERE s.parent_id IS NOT NULL)
           SELECT id, until FROM chain ORDER BY depth`,
        )
        .all(id)
        .map((row) => ({ id: row.id, until: row.until ?? Number.MAX_SAFE_INTEGER })),
    /** Tokens in its context after its latest model call, or after the one that it began with; 0 before any. */
    contextTokens(id: string): number {
      for (const link of this.chain(id)) {
        const row = db
          .prepare<{ tokens: number }>(
            `SELECT t.context_tokens AS tokens FROM turns t WHERE t.session_id = ? AND t.context_tokens > 0
               AND EXISTS (SELECT 1 FROM messages m WHERE m.turn_id = t.id AND m.seq <= ?)
             ORDER BY t.rowid DESC LIMIT 1`,
          )
          .get(link.id, link.until)
        if (row) return row.tokens
      }
      return 0
    },
    /** The one that the conversation's next turn uses: the newest, unless the user went back to another. */
    current(conversationId: string): Session | undefined {
      const row =
        db
          .prepare<Row>(
            'SELECT s.* FROM conversations c JOIN sessions s ON s.id = c.session_id WHERE c.id = ?',
          )
          .get(conversationId) ??
        db
          .prepare<Row>('SELECT * FROM sessions WHERE conversation_id = ? ORDER BY rowid DESC LIMIT 1')
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
    /** Of every session of a conversation: some lookups each, however long they are. */
    counts: (conversationId: string): SessionCounts[] =>
      db
        .prepare<SessionCounts>(
          `SELECT s.id AS sessionId, (SELECT count(*) FROM turns t WHERE t.session_id = s.id) AS turns,
             (SELECT m.at FROM messages m WHERE m.session_id = s.id AND m.role <> 'divider'
              ORDER BY m.seq DESC LIMIT 1) AS lastAt,
             (SELECT substr(m.text, 1, 300) FROM messages m WHERE m.session_id = s.id AND m.role = 'user'
              ORDER BY m.seq LIMIT 1) AS firstWords, f.id AS firstId, f.seq AS firstSeq
           FROM sessions s LEFT JOIN messages f
             ON f.seq = (SELECT m.seq FROM messages m WHERE m.session_id = s.id ORDER BY m.seq LIMIT 1)
           WHERE s.conversation_id = ?`,
        )
        .all(conversationId),
    /** It is its conversation's current one from now on. */
    insert(s: NewSession): void {
      db.prepare(
        `INSERT INTO sessions (id, conversation_id, runtime, connection_id, model, working_directory, reason, created_at,
           parent_id, parent_seq, fork_id, summary, summary_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
        s.summaryOf ?? null,
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
