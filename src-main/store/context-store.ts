import type { Message } from '../../src-shared/domain/message.ts'
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
    /** What was said in the turns of a session, oldest first. */
    messages({ sessionId, until, covers }: ContextPart): PlacedMessage[] {
      const rows = db
        .prepare<MessageRow>(
          `SELECT ${messageColumns} FROM turns t JOIN messages m ON m.turn_id = t.id
           WHERE t.session_id = ? AND (t.ended_seq IS NULL OR t.ended_seq > ?)
             AND m.role IN ('user', 'assistant') AND m.answers IS NULL AND m.seq <= ?
             AND NOT EXISTS (SELECT 1 FROM json_each(?) c
               WHERE c.value ->> '$.id' = t.id AND m.seq <= c.value ->> '$.seq')
           ORDER BY m.seq`,
        )
        .all(sessionId, covers?.endedSeq ?? -1, until, JSON.stringify(covers?.turns ?? []))
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
    /** The place of a message among all; 0: there is none. */
    seqOf: (messageId: string): number =>
      db.prepare<{ seq: number }>('SELECT seq FROM messages WHERE id = ?').get(messageId)?.seq ?? 0,
  }
}
