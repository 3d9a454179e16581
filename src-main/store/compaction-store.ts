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
