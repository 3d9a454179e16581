import type { Source } from '../../src-shared/domain/permission.ts'
import type { Attachment, ToolDetail } from '../../src-shared/domain/tool-step.ts'
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
  readonly attachments: readonly Attachment[]
  /** Where untrusted content in the result came from. */
  readonly sources: readonly Source[]
  readonly detail: ToolDetail
  /** What the user was asked to allow; `null` when nobody was asked. */
  readonly approval: Approval | null
  readonly refused: boolean
}

/** The operation of the moment of asking, in its normal form. `edited`: the user changed the input and allowed that. */
export interface Approval {
  readonly state: 'asked' | 'allowed'
  readonly operation: string
  readonly edited: boolean
}

/** What a call came to. */
export interface CallResult {
  readonly content: string
  readonly isError: boolean
  /** Pictures and documents that go to the model with it, kept as blobs. */
  readonly attachments?: readonly Attachment[]
  /** Where untrusted content in it came from; the content itself is wrapped as data by the tool (`labelData`). */
  readonly sources?: readonly Source[]
  readonly detail?: ToolDetail
  /** It did not happen because somebody or something refused it: three of the same end the turn. */
  readonly refused?: boolean
}

/** A call as far as it can be told from another one that is the same. */
export type FinishedCall = Pick<ToolCall, 'name' | 'input' | 'isError'> & { readonly result: string }

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
  attachments: string | null
  sources: string | null
  detail: string | null
  approval: string | null
  refused: number
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
  attachments: row.attachments === null ? [] : (JSON.parse(row.attachments) as Attachment[]),
  sources: row.sources === null ? [] : (JSON.parse(row.sources) as Source[]),
  detail: row.detail === null ? {} : (JSON.parse(row.detail) as ToolDetail),
  approval: row.approval === null ? null : (JSON.parse(row.approval) as Approval),
  refused: row.refused === 1,
})

const json = (value: readonly unknown[] | ToolDetail | undefined): string | null => {
  const isEmpty = value === undefined || (Array.isArray(value) ? value : Object.keys(value)).length === 0
  return isEmpty ? null : JSON.stringify(value)
}

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
    get(messageId: string, toolUseId: string): ToolCall | undefined {
      const row = db
        .prepare<Row>('SELECT * FROM tool_calls WHERE message_id = ? AND tool_use_id = ?')
        .get(messageId, toolUseId)
      return row && toolCall(row)
    },
    /** All calls of the turn, in the order in which the model made them. */
    ofTurn(turnId: string): ToolCall[] {
      return db
        .prepare<Row>(
          `SELECT c.* FROM tool_calls c JOIN messages m ON m.id = c.message_id
           WHERE c.turn_id = ? ORDER BY m.seq, c.position`,
        )
        .all(turnId)
        .map(toolCall)
    },
    /** Where untrusted content came from that is in a session's context, each source once, newest first. */
    sourcesOfSession(sessionId: string): Source[] {
      const rows = db
        .prepare<{ sources: string }>(
          `SELECT c.sources FROM turns t CROSS JOIN tool_calls c ON c.turn_id = t.id
           WHERE t.session_id = ? AND c.sources IS NOT NULL ORDER BY c.ended_at DESC`,
        )
        .all(sessionId)
      const all = rows.flatMap((row) => JSON.parse(row.sources) as Source[])
      return [...new Map(all.map((source) => [`${source.kind}:${source.name}`, source])).values()]
    },
    /** How many calls with this name the turn has finished without an error. */
    doneOfTurn: (turnId: string, name: string): number =>
      db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM tool_calls WHERE turn_id = ? AND name = ? AND status = 'done' AND is_error = 0`,
        )
        .get(turnId, name)?.n ?? 0,
    /** The same of all turns of a conversation since an instant. */
    doneOfConversation: (conversationId: string, name: string, since: number): number =>
      db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM turns t CROSS JOIN tool_calls c ON c.turn_id = t.id
           WHERE t.conversation_id = ? AND c.name = ? AND c.status = 'done' AND c.is_error = 0 AND c.ended_at >= ?`,
        )
        .get(conversationId, name, since)?.n ?? 0,
    /** The same of all runs together. */
    doneOfRuns: (name: string, since: number): number =>
      db
        .prepare<{ n: number }>(
          // From the turns of two days, which are few.
          `SELECT count(*) AS n FROM turns t CROSS JOIN tool_calls c ON c.turn_id = t.id
           WHERE t.queued_at >= ? AND t.run_id IS NOT NULL AND c.name = ? AND c.status = 'done' AND c.is_error = 0
             AND c.ended_at >= ?`,
        )
        .get(since - 86_400_000, name, since)?.n ?? 0,
    /** A call that was refused at least `times` times in this turn with the very same input. */
    refusedAgain(
      turnId: string,
      times: number,
    ): { readonly name: string; readonly result: string } | undefined {
      return db
        .prepare<{ name: string; result: string }>(
          `SELECT name, max(result) AS result FROM tool_calls WHERE turn_id = ? AND refused = 1
           GROUP BY name, input HAVING count(*) >= ? LIMIT 1`,
        )
        .get(turnId, times)
    },
    /**
     * The last finished calls of a turn, at most `most` and oldest first; none where no tool was called `times` times, so
     * that what cannot be repeated so often is not read.
     */
    lastFinished(turnId: string, times: number, most: number): FinishedCall[] {
      const isMany = db
        .prepare<{ name: string }>(
          `SELECT name FROM tool_calls WHERE turn_id = ? AND status = 'done' GROUP BY name HAVING count(*) >= ? LIMIT 1`,
        )
        .get(turnId, times)
      if (!isMany) return []
      return db
        .prepare<Pick<Row, 'name' | 'input' | 'result' | 'is_error'>>(
          `SELECT c.name, c.input, c.result, c.is_error FROM tool_calls c JOIN messages m ON m.id = c.message_id
           WHERE c.turn_id = ? AND c.status = 'done' ORDER BY m.seq DESC, c.position DESC LIMIT ?`,
        )
        .all(turnId, most)
        .map(({ name, input, result, is_error }) => ({
          name,
          input: JSON.parse(input) as unknown,
          result: result ?? '',
          isError: is_error === 1,
        }))
        .toReversed()
    },
    /** The user allowed the call: it is to be run, with another input if one is given. */
    approve(messageId: string, toolUseId: string, approval: Approval, input: unknown): void {
      db.prepare(
        `UPDATE tool_calls SET status = 'pending', approval = ?, input = ? WHERE message_id = ? AND tool_use_id = ?
         AND status <> 'done'`,
      ).run(JSON.stringify(approval), JSON.stringify(input ?? null), messageId, toolUseId)
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
    /** The user is asked; `operation` is what about, where the answer lets the call run. */
    wait(messageId: string, toolUseId: string, at: number, operation: string | null): void {
      const approval: Approval | null =
        operation === null ? null : { state: 'asked', operation, edited: false }
      db.prepare(
        `UPDATE tool_calls SET status = 'waiting', started_at = ?, approval = ? WHERE message_id = ? AND tool_use_id = ?
         AND status <> 'done'`,
      ).run(at, approval === null ? null : JSON.stringify(approval), messageId, toolUseId)
    },
    /** Writes the result. A call that has one keeps it: the first result is the one the model was told. */
    finish(messageId: string, toolUseId: string, result: CallResult, at: number): void {
      db.prepare(
        `UPDATE tool_calls SET status = 'done', result = ?, is_error = ?, started_at = coalesce(started_at, ?), ended_at = ?,
           attachments = ?, sources = ?, detail = ?, refused = ?
         WHERE message_id = ? AND tool_use_id = ? AND status <> 'done'`,
      ).run(
        result.content,
        result.isError ? 1 : 0,
        at,
        at,
        json(result.attachments),
        json(result.sources),
        json(result.detail),
        result.refused ? 1 : 0,
        messageId,
        toolUseId,
      )
    },
  }
}
