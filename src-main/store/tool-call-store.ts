import type { Source } from '../../src-shared/domain/permission.ts'
import type { Attachment, ToolDetail } from '../../src-shared/domain/tool-step.ts'
import type { Database } from './database.ts'
import { resultHandle } from './result-handle.ts'
import { shortenResult } from './shorten-result.ts'

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
  /** What the model was told; `null`: it has none yet. */
  readonly result: string | null
  /** Of the whole result in UTF-8, where the model was told only its ends; `whole` reads it. */
  readonly wholeBytes: number | null
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
  /** The whole, where `content` is only a part of it that the tool chose. */
  readonly whole?: string
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
  whole_bytes: number | null
  is_error: number
  started_at: number | null
  ended_at: number | null
  attachments: string | null
  sources: string | null
  detail: string | null
  approval: string | null
  refused: number
}

/** A result of an older version is whole in its row. */
const told = ({ message_id, tool_use_id, result, whole_bytes }: Row): string | null =>
  result === null || whole_bytes === null
    ? result
    : (shortenResult(result, resultHandle({ messageId: message_id, toolUseId: tool_use_id }))?.told ?? result)

const toolCall = (row: Row): ToolCall => ({
  messageId: row.message_id,
  toolUseId: row.tool_use_id,
  turnId: row.turn_id,
  position: row.position,
  name: row.name,
  input: JSON.parse(row.input),
  status: row.status,
  result: told(row),
  wholeBytes: row.whole_bytes,
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
    /** The same where it is a call of this conversation. */
    inConversation(conversationId: string, messageId: string, toolUseId: string): ToolCall | undefined {
      const row = db
        .prepare<Row>(
          `SELECT c.* FROM tool_calls c JOIN messages m ON m.id = c.message_id
           WHERE c.message_id = ? AND c.tool_use_id = ? AND m.conversation_id = ?`,
        )
        .get(messageId, toolUseId, conversationId)
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
      const place = db
        .prepare<{ removed: string | null; imported: number | null }>(
          `SELECT s.removed_sources AS removed, c.imported_seq AS imported
           FROM sessions s JOIN conversations c ON c.id = s.conversation_id WHERE s.id = ?`,
        )
        .get(sessionId)
      const isImported = place?.imported != null
      const all: Source[] = [
        // What stands in a file may be anybody's, and not only in its messages: in summaries, and in notices as well.
        ...(isImported ? [{ kind: 'web', name: 'an imported conversation' } as const] : []),
        ...[...rows.map(({ sources }) => sources), place?.removed ?? '[]'].flatMap(
          (sources) => JSON.parse(sources) as Source[],
        ),
      ]
      return [...new Map(all.map((source) => [`${source.kind}:${source.name}`, source])).values()]
    },
    /** The names of tools of MCP servers that turns of these sessions called, each once. */
    serverToolsOf: (sessionIds: readonly string[]): string[] =>
      db
        .prepare<{ name: string }>(
          `SELECT DISTINCT c.name FROM json_each(?) s CROSS JOIN turns t ON t.session_id = s.value
           CROSS JOIN tool_calls c ON c.turn_id = t.id AND c.name GLOB 'mcp__*' ORDER BY c.name`,
        )
        .all(JSON.stringify(sessionIds))
        .map(({ name }) => name),
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
     * that what cannot be repeated so often is not read. `result` is the whole: what the model was told of a long one names the call.
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
          `SELECT c.name, c.input, coalesce(w.text, c.result) AS result, c.is_error FROM tool_calls c
             JOIN messages m ON m.id = c.message_id LEFT JOIN whole_results w USING (message_id, tool_use_id)
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
    /**
     * Writes the result. A call that has one keeps it: the first result is the one the model was told. One of which a model is
     * told a part is kept whole beside it. Part of the caller's transaction.
     */
    finish(messageId: string, toolUseId: string, result: CallResult, at: number): void {
      const short = shortenResult(result.content, resultHandle({ messageId, toolUseId }))
      const whole = result.whole ?? (short === null ? null : result.content)
      const { changes } = db
        .prepare(
          `UPDATE tool_calls SET status = 'done', result = ?, whole_bytes = ?, is_error = ?, started_at = coalesce(started_at, ?),
             ended_at = ?, attachments = ?, sources = ?, detail = ?, refused = ?
           WHERE message_id = ? AND tool_use_id = ? AND status <> 'done'`,
        )
        .run(
          short?.told ?? result.content,
          whole === null ? null : Buffer.byteLength(whole),
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
      if (whole === null || changes === 0) return
      db.prepare(
        `INSERT INTO whole_results (message_id, tool_use_id, session_id, text)
         SELECT c.message_id, c.tool_use_id, t.session_id, ? FROM tool_calls c JOIN turns t ON t.id = c.turn_id
         WHERE c.message_id = ? AND c.tool_use_id = ?`,
      ).run(whole, messageId, toolUseId)
    },
    /** The whole result, however long; `null`: there is no such call, or it has none yet. */
    whole: (messageId: string, toolUseId: string): string | null =>
      db
        .prepare<{ text: string | null }>(
          `SELECT coalesce(w.text, c.result) AS text FROM tool_calls c LEFT JOIN whole_results w USING (message_id, tool_use_id)
           WHERE c.message_id = ? AND c.tool_use_id = ?`,
        )
        .get(messageId, toolUseId)?.text ?? null,
    /** Whether a session, or one whose context it began with, has a result that the model was told only the ends of. */
    hasShortened: (sessionId: string): boolean =>
      db
        .prepare<{ found: number }>(
          `WITH RECURSIVE chain (id) AS (
             SELECT ? UNION SELECT s.parent_id FROM chain JOIN sessions s ON s.id = chain.id WHERE s.parent_id IS NOT NULL)
           SELECT EXISTS (SELECT 1 FROM chain CROSS JOIN whole_results w ON w.session_id = chain.id) AS found`,
        )
        .get(sessionId)?.found === 1,
  }
}
