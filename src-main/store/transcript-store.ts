import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { FailureCode, TurnStatus } from '../../src-shared/domain/turn.ts'
import type { Database } from './database.ts'
import type { MessageRow } from './message-reader.ts'

/** A turn as a row, with what a context of its session is ordered and measured by. */
export interface TranscriptTurn {
  readonly id: string
  readonly session_id: string
  readonly status: TurnStatus
  readonly failure_code: FailureCode | null
  readonly failure_message: string | null
  readonly queued_at: number
  readonly started_at: number | null
  readonly ended_at: number | null
  readonly ended_seq: number | null
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_tokens: number
  readonly cache_write_tokens: number
  readonly cost_micro_usd: number
  readonly steps: number
  readonly context_tokens: number
  readonly interrupted: number
}

export interface TranscriptMessage extends MessageRow {
  readonly connection_id: string | null
  /** Where it was written, of one that has moved since. */
  readonly written_seq: number | null
}

export type TranscriptStore = ReturnType<typeof createTranscriptStore>

/** What a whole conversation is made of, row by row: to write it to a file, and to take it from one. */
export function createTranscriptStore(db: Database) {
  return {
    /** The newest message of a conversation by its `seq`; 0: it has none. */
    lastSeq: (conversationId: string): number =>
      db
        .prepare<{ seq: number }>(
          'SELECT seq FROM messages WHERE conversation_id = ? ORDER BY seq DESC LIMIT 1',
        )
        .get(conversationId)?.seq ?? 0,
    /**
     * Messages after `after` and up to `until`, oldest first, with the tool calls still out of them; also those that stood there
     * and have moved behind it since.
     */
    messages: (conversationId: string, after: number, until: number, limit: number): TranscriptMessage[] =>
      db
        .prepare<TranscriptMessage>(
          `SELECT * FROM messages WHERE conversation_id = ? AND seq > ? AND (seq <= ? OR written_seq <= ?)
           ORDER BY seq LIMIT ?`,
        )
        .all(conversationId, after, until, until, limit),
    /** In the order in which they were queued, after the one with this row number. */
    turns: (
      conversationId: string,
      after: number,
      limit: number,
    ): (TranscriptTurn & { readonly row: number })[] =>
      db
        .prepare<TranscriptTurn & { readonly row: number }>(
          'SELECT rowid AS row, * FROM turns WHERE conversation_id = ? AND rowid > ? ORDER BY rowid LIMIT ?',
        )
        .all(conversationId, after, limit),
    /** The files that its messages and results point to, each once, by their hash. */
    blobs: (conversationId: string): string[] =>
      db
        .prepare<{ blob: string }>(
          `SELECT a.value ->> '$.blob' AS blob FROM tool_calls c CROSS JOIN turns t
             ON t.id = c.turn_id AND t.conversation_id = ?, json_each(c.attachments) a WHERE c.attachments IS NOT NULL
           UNION SELECT a.value ->> '$.attachment.blob' FROM sessions s CROSS JOIN messages m
             ON m.session_id = s.id AND instr(m.content, '"type":"attachment"') > 0, json_each(m.content) a
             WHERE s.conversation_id = ? AND a.value ->> '$.type' = 'attachment'`,
        )
        .all(conversationId, conversationId)
        .map(({ blob }) => blob),

    /** The conversation is hidden from now on until `finish`: a file of it is being read. */
    begin(conversationId: string): void {
      db.prepare('UPDATE conversations SET hidden = 1 WHERE id = ?').run(conversationId)
    },
    /** It is whole. */
    finish(
      conversationId: string,
      with_: {
        readonly sessionId: string | null
        readonly updatedAt: number
        readonly titleBy: Conversation['titleBy']
      },
    ): void {
      db.prepare(
        `UPDATE conversations SET hidden = 0, imported_seq = ?, session_id = ?, updated_at = ?, title_by = ?, unread = 0,
           archived_at = NULL WHERE id = ?`,
      ).run(this.lastSeq(conversationId), with_.sessionId, with_.updatedAt, with_.titleBy, conversationId)
    },
    /** Leaves so many places free before the next message. */
    leaveRoom(places: number): void {
      db.prepare(`UPDATE sqlite_sequence SET seq = seq + ? WHERE name = 'messages'`).run(places)
    },
    /** A message that waited was written behind this place. */
    setWritten(messageId: string, seq: number): void {
      db.prepare('UPDATE messages SET written_seq = ? WHERE id = ?').run(seq, messageId)
    },
    setParent(sessionId: string, parentId: string, parentSeq: number): void {
      db.prepare('UPDATE sessions SET parent_id = ?, parent_seq = ? WHERE id = ?').run(
        parentId,
        parentSeq,
        sessionId,
      )
    },
    lastEnded: (): number =>
      db.prepare<{ seq: number }>('SELECT coalesce(max(ended_seq), 0) AS seq FROM turns').get()?.seq ?? 0,
    insertTurn(t: TranscriptTurn, conversationId: string): void {
      db.prepare(
        `INSERT INTO turns (id, conversation_id, session_id, run_id, lane, status, failure_code, failure_message, queued_at,
           started_at, ended_at, ended_seq, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
           cost_micro_usd, steps, context_tokens, interrupted)
         VALUES (?, ?, ?, NULL, 'chat', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        t.id,
        conversationId,
        t.session_id,
        t.status,
        t.failure_code,
        t.failure_message,
        t.queued_at,
        t.started_at,
        t.ended_at,
        t.ended_seq,
        t.input_tokens,
        t.output_tokens,
        t.cache_read_tokens,
        t.cache_write_tokens,
        t.cost_micro_usd,
        t.steps,
        t.context_tokens,
        t.interrupted,
      )
    },
  }
}
