import type { Database } from './database.ts'

/** Up to where a summary stands for what was said. */
export interface Covers {
  /** Everything of the sessions before this one is covered. */
  readonly sessionId: string
  /** Of that session: the turns that had ended up to this `ended_seq`. */
  readonly endedSeq: number
  /** And of these turns the messages up to a `seq`. */
  readonly turns: readonly { readonly id: string; readonly seq: number }[]
}

/** A summary in place of a part of a session's context. The messages themselves stay. */
export interface Compaction {
  readonly id: string
  readonly sessionId: string
  /** In whose midst it was made. */
  readonly turnId: string | null
  /** Its divider in the conversation; `messageSeq` tells what came before it and after it. */
  readonly messageId: string
  readonly messageSeq: number
  readonly at: number
  readonly summary: string
  /** The API's own block, JSON, where it made one. */
  readonly block: unknown
  readonly covers: Covers
  readonly tokensBefore: number
}

interface Row {
  id: string
  session_id: string
  turn_id: string | null
  message_id: string
  message_seq: number
  at: number
  summary: string
  block: string | null
  covers_session: string
  covers_ended: number
  covers_turns: string
  tokens_before: number
}

const compaction = (row: Row): Compaction => ({
  id: row.id,
  sessionId: row.session_id,
  turnId: row.turn_id,
  messageId: row.message_id,
  messageSeq: row.message_seq,
  at: row.at,
  summary: row.summary,
  block: row.block === null ? null : (JSON.parse(row.block) as unknown),
  covers: {
    sessionId: row.covers_session,
    endedSeq: row.covers_ended,
    turns: (JSON.parse(row.covers_turns) as [string, number][]).map(([id, seq]) => ({ id, seq })),
  },
  tokensBefore: row.tokens_before,
})

export type CompactionStore = ReturnType<typeof createCompactionStore>

export function createCompactionStore(db: Database) {
  return {
    /** The newest one of a session whose divider is no later than the message of `untilSeq`. */
    newest(sessionId: string, untilSeq: number): Compaction | undefined {
      const row = db
        .prepare<Row>(
          'SELECT * FROM compactions WHERE session_id = ? AND message_seq <= ? ORDER BY seq DESC LIMIT 1',
        )
        .get(sessionId, untilSeq)
      return row && compaction(row)
    },
    /** Of all sessions of a conversation, oldest first. */
    ofConversation: (conversationId: string): Compaction[] =>
      db
        .prepare<Row>(
          `SELECT c.* FROM sessions s CROSS JOIN compactions c ON c.session_id = s.id WHERE s.conversation_id = ?
           ORDER BY c.seq`,
        )
        .all(conversationId)
        .map(compaction),
    /** What it stood for is read as it was said from now on, and how full a context was says nothing any more. */
    remove(id: string): void {
      db.prepare(
        `UPDATE turns SET context_tokens = 0 WHERE context_tokens > 0 AND conversation_id =
           (SELECT s.conversation_id FROM compactions c JOIN sessions s ON s.id = c.session_id WHERE c.id = ?)`,
      ).run(id)
      db.prepare('DELETE FROM compactions WHERE id = ?').run(id)
    },
    /** The session goes on without what it was told of another one at its start. */
    removeStart(sessionId: string): void {
      db.prepare('UPDATE sessions SET summary = NULL WHERE id = ?').run(sessionId)
    },
    /** How many messages of a conversation were deleted: a summary that was begun before may tell of one. */
    removals: (conversationId: string): number =>
      db.prepare<{ removals: number }>('SELECT removals FROM conversations WHERE id = ?').get(conversationId)
        ?.removals ?? 0,
    countRemoval(conversationId: string): void {
      db.prepare('UPDATE conversations SET removals = removals + 1 WHERE id = ?').run(conversationId)
    },
    insert(c: Compaction): void {
      db.prepare(
        `INSERT INTO compactions (id, session_id, turn_id, message_id, message_seq, at, summary, block, covers_session,
           covers_ended, covers_turns, tokens_before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        c.id,
        c.sessionId,
        c.turnId,
        c.messageId,
        c.messageSeq,
        c.at,
        c.summary,
        c.block === null ? null : JSON.stringify(c.block),
        c.covers.sessionId,
        c.covers.endedSeq,
        JSON.stringify(c.covers.turns.map(({ id, seq }) => [id, seq])),
        c.tokensBefore,
      )
    },
  }
}
