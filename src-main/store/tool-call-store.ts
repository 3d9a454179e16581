import type { Database } from './database.ts'

/** `pending` has not begun; `started` may or may not have happened; `waiting` has an open question; `done` has its result. */
export type ToolCallStatus = 'pending' | 'started' | 'waiting' | 'done'

export interface ToolCall {
  readonly messageId: string
  readonly toolUseId: string
  readonly turnId: string
  readonly position: number
  readonly name: string
  readonly input: unknown
  readonly status: ToolCallStatus
  readonly result: string | null
  readonly isError: boolean
  readonly startedAt: number | null
  readonly endedAt: number | null
}

interface Row {
  message_id: string
  tool_use_id: string
  turn_id: string
  position: number
  name: string
  input: string
  status: ToolCallStatus
  result: string | null
  is_error: number
  started_at: number | null
  ended_at: number | null
}

const toolCall = (row: Row): ToolCall => ({
  messageId: row.message_id,
  toolUseId: row.tool_use_id,
  turnId: row.turn_id,
  position: row.position,
  name: row.name,
  input: JSON.parse(row.input),
  status: row.status,
  result: row.result,
  isError: row.is_error === 1,
  startedAt: row.started_at,
  endedAt: row.ended_at,
})

export type ToolCallStore = ReturnType<typeof createToolCallStore>

export function createToolCallStore(db: Database) {
  return {
    insert(call: Pick<ToolCall, 'messageId' | 'toolUseId' | 'turnId' | 'position' | 'name' | 'input'>): void {
      db.prepare(
        `INSERT INTO tool_calls (message_id, tool_use_id, turn_id, position, name, input, status)
         VALUES (?, ?, ?, ?, ?, ?, 'pending')`,
      ).run(
        call.messageId,
        call.toolUseId,
        call.turnId,
        call.position,
        call.name,
        JSON.stringify(call.input ?? null),
      )
    },
    /** In the order in which the model made them. */
    ofMessage(messageId: string): ToolCall[] {
      return db
        .prepare<Row>('SELECT * FROM tool_calls WHERE message_id = ? ORDER BY position')
        .all(messageId)
        .map(toolCall)
    },
    /** The calls of any of these messages, in no order. */
    ofMessages(messageIds: readonly string[]): ToolCall[] {
      if (messageIds.length === 0) return []
      return db
        .prepare<Row>('SELECT * FROM tool_calls WHERE message_id IN (SELECT value FROM json_each(?))')
        .all(JSON.stringify(messageIds))
        .map(toolCall)
    },
    /** The calls of the turn that have no result yet, in the order in which the model made them. */
    unfinished(turnId: string): ToolCall[] {
      return db
        .prepare<Row>(
          `SELECT c.* FROM tool_calls c JOIN messages m ON m.id = c.message_id
           WHERE c.turn_id = ? AND c.status <> 'done' ORDER BY m.seq, c.position`,
        )
        .all(turnId)
        .map(toolCall)
    },
    start(messageId: string, toolUseId: string, at: number): void {
      db.prepare(
        `UPDATE tool_calls SET status = 'started', started_at = ? WHERE message_id = ? AND tool_use_id = ? AND status <> 'done'`,
      ).run(at, messageId, toolUseId)
    },
    wait(messageId: string, toolUseId: string, at: number): void {
      db.prepare(
        `UPDATE tool_calls SET status = 'waiting', started_at = ? WHERE message_id = ? AND tool_use_id = ? AND status <> 'done'`,
      ).run(at, messageId, toolUseId)
    },
    /** Writes the result. A call that has one keeps it: the first result is the one the model was told. */
    finish(
      messageId: string,
      toolUseId: string,
      result: { content: string; isError: boolean },
      at: number,
    ): void {
      db.prepare(
        `UPDATE tool_calls SET status = 'done', result = ?, is_error = ?, started_at = coalesce(started_at, ?), ended_at = ?
         WHERE message_id = ? AND tool_use_id = ? AND status <> 'done'`,
      ).run(result.content, result.isError ? 1 : 0, at, at, messageId, toolUseId)
    },
  }
}
