import type { Message } from '../../src-shared/domain/message.ts'
import type { Source } from '../../src-shared/domain/permission.ts'
import type { Covers } from './compaction-store.ts'
import type { Database } from './database.ts'
import { createMessageReader, messageColumns, type MessageRow } from './message-reader.ts'
import type { ToolCallStore } from './tool-call-store.ts'

/** A message with its place among all messages. */
export interface PlacedMessage {
  readonly seq: number
  readonly message: Message
}

/** Which messages of a session: up to and including the one of `until`, without those that `covers` stands for. */
export interface ContextPart {
  readonly sessionId: string
  readonly until: number
  readonly covers: Covers | null
}

export type ContextStore = ReturnType<typeof createContextStore>

/** What a model's context is read from. Nothing that a summary covers is loaded. */
export function createContextStore(db: Database, toolCalls: ToolCallStore) {
  const { messages } = createMessageReader(db, toolCalls)
  const placed = (rows: readonly MessageRow[]): PlacedMessage[] =>
    messages(rows).map((message, index) => ({ seq: rows[index]?.seq ?? 0, message }))

  return {
    /** What was said in these turns of a session, oldest first: of what comes after the message `after` the first `limit`. */
    messages(
      { until, covers }: ContextPart,
      turnIds: readonly string[],
      after: number,
      limit: number,
    ): PlacedMessage[] {
      const rows = db
        .prepare<MessageRow>(
          // The places first: sorting whole rows would copy what is in them.
          `SELECT ${messageColumns} FROM messages m WHERE m.seq IN (
             SELECT p.seq FROM json_each(?) t JOIN messages p ON p.turn_id = t.value
             WHERE p.seq > ? AND p.seq <= ? AND p.role IN ('user', 'assistant') AND p.answers IS NULL
               AND NOT EXISTS (SELECT 1 FROM json_each(?) c
                 WHERE c.value ->> '$.id' = t.value AND p.seq <= c.value ->> '$.seq')
             ORDER BY p.seq LIMIT ?)
           ORDER BY m.seq`,
        )
        .all(JSON.stringify(turnIds), after, until, JSON.stringify(covers?.turns ?? []), limit)
      return placed(rows)
    },
    /** What the user said in a turn up to a message, oldest first. */
    asked: (turnId: string, until: number): Message[] =>
      messages(
        db
          .prepare<MessageRow>(
            `SELECT * FROM messages WHERE turn_id = ? AND role = 'user' AND answers IS NULL AND seq <= ? ORDER BY seq`,
          )
          .all(turnId, until),
      ),
    /** Which of all turns that ended it was, by its `ended_seq`; `null`: it has not ended. */
    endedSeqOf: (turnId: string): number | null =>
      db.prepare<{ ended: number | null }>('SELECT ended_seq AS ended FROM turns WHERE id = ?').get(turnId)
        ?.ended ?? null,
    /** Where untrusted content came from that a session was given in a message which is deleted now. */
    keepSources(sessionId: string, sources: readonly Source[]): void {
      db.prepare(
        `UPDATE sessions SET removed_sources = (SELECT json_group_array(json(value)) FROM (
           SELECT value FROM json_each(coalesce(sessions.removed_sources, '[]')) UNION SELECT value FROM json_each(?)))
         WHERE id = ?`,
      ).run(JSON.stringify(sources), sessionId)
    },
    /** The place of a message among all; 0: there is none. */
    seqOf: (messageId: string): number =>
      db.prepare<{ seq: number }>('SELECT seq FROM messages WHERE id = ?').get(messageId)?.seq ?? 0,
  }
}
