import type { Limits } from '../../src-shared/domain/schedule.ts'
import type { Failure, FailureCode, Turn, TurnStatus } from '../../src-shared/domain/turn.ts'
import { totalTokens } from '../../src-shared/domain/usage.ts'
import type { CallUsage } from './call-usage.ts'
import type { ContextPart } from './context-store.ts'
import type { Database, SqlValue } from './database.ts'
import { type UsageColumns, usageFromColumns } from './usage-columns.ts'

export type Lane = 'chat' | 'background'

/**
 * A turn with what only the engine needs. `activeMs` is wall time spent on model calls and tools; `ceilings` are the limits
 * that the user raised, as absolute amounts in their own units. `contextTokens` are those of its last call, 0 before it.
 */
export interface TurnRecord {
  readonly turn: Turn
  readonly lane: Lane
  readonly activeMs: number
  readonly ceilings: Limits
  /** Tokens of calls whose model had no price. */
  readonly unpricedTokens: number
  readonly contextTokens: number
}

interface Row extends UsageColumns {
  id: string
  conversation_id: string
  session_id: string
  run_id: string | null
  lane: Lane
  status: TurnStatus
  failure_code: FailureCode | null
  failure_message: string | null
  queued_at: number
  started_at: number | null
  ended_at: number | null
  active_ms: number
  ceilings: string
  unpriced_tokens: number
  context_tokens: number
  interrupted: number
  interrupts: number
}

export type NewTurn = Pick<Turn, 'id' | 'conversationId' | 'sessionId' | 'runId' | 'queuedAt'> & {
  readonly lane: Lane
}

/** What changes when a turn moves to another status. */
export type TurnChange =
  | { readonly status: 'queued' | 'waiting' }
  | { readonly status: 'running'; readonly at: number }
  | { readonly status: 'succeeded'; readonly at: number }
  /** `interrupted`: it made way for the user's next message. */
  | { readonly status: 'cancelled'; readonly at: number; readonly interrupted?: boolean }
  | { readonly status: 'failed'; readonly at: number; readonly failure: Failure }

/** A turn of a context. `isWhole`: all that was said in it is a part of that. */
export interface ContextTurnRow {
  readonly turn: Turn
  readonly endedSeq: number | null
  readonly isWhole: boolean
}

/** Which of the queued background turns: those that make up for the past, and those that go on after a pause. */
export interface BackgroundKind {
  readonly late: boolean
  readonly begun: boolean
}

/** What does not start now: these turns, and what is scheduled on these connections. */
export interface Blocked {
  readonly turnIds: readonly string[]
  readonly connectionIds: readonly string[]
}

/** `interrupted`: it makes way at its next step, whatever becomes of what it does so for. */
const makesWay = 2

const isSessionFree = `NOT EXISTS (SELECT 1 FROM turns o WHERE o.session_id = t.session_id AND o.status = 'running')`
/**
 * A run that its policy queues waits for the earlier ones of its schedule. Between what is due now and what makes up for the
 * past that is not the order of the rows: a late run that has not begun waits for a regular one, which does not wait for
 * it. A rehearsal is no run of the schedule.
 */
const isItsTurn = `(coalesce(r.policies ->> '$.overlap', '') = 'allow' OR NOT EXISTS (
  SELECT 1 FROM runs e WHERE e.schedule_id = r.schedule_id AND e.dry_run = 0
    AND e.status IN ('queued', 'running', 'waiting') AND (
      (r.policies ->> '$.overlap' IN ('queue-one', 'queue-all') AND e.seq < r.seq
        AND NOT (r.late = 0 AND e.late = 1 AND e.started_at IS NULL))
      OR (r.late = 1 AND r.started_at IS NULL AND e.late = 0))))`

type ContextRow = Row & { readonly ended_seq: number | null; readonly whole: number }

export type TurnStore = ReturnType<typeof createTurnStore>

export function createTurnStore(db: Database) {
  const questionIds = (turnId: string): string[] =>
    db
      .prepare<{ id: string }>(`SELECT id FROM questions WHERE turn_id = ? AND status = 'open' ORDER BY seq`)
      .all(turnId)
      .map((row) => row.id)

  const turn = (row: Row): Turn => {
    const base = {
      id: row.id,
      conversationId: row.conversation_id,
      sessionId: row.session_id,
      runId: row.run_id,
      queuedAt: row.queued_at,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      usage: usageFromColumns(row),
    }
    if (row.status === 'queued' && row.interrupts > 0)
      return { ...base, status: 'queued', interrupts: row.interrupts }
    if (row.status === 'waiting') return { ...base, status: 'waiting', questionIds: questionIds(row.id) }
    if (row.status === 'failed') {
      const failure = { code: row.failure_code ?? 'internal', message: row.failure_message ?? '' }
      return { ...base, status: 'failed', failure }
    }
    if (row.status === 'cancelled')
      return { ...base, status: 'cancelled', ...(row.interrupted === 1 ? { interrupted: true } : {}) }
    return { ...base, status: row.status }
  }
  const record = (row: Row): TurnRecord => ({
    turn: turn(row),
    lane: row.lane,
    activeMs: row.active_ms,
    ceilings: JSON.parse(row.ceilings) as Limits,
    unpricedTokens: row.unpriced_tokens,
    contextTokens: row.context_tokens,
  })
  const inContext = (
    { sessionId, until }: ContextPart,
    rest: string,
    ...values: SqlValue[]
  ): ContextTurnRow[] => {
    const isCut = until < Number.MAX_SAFE_INTEGER ? 1 : 0
    return db
      .prepare<ContextRow>(
        `SELECT t.*, NOT ? OR NOT EXISTS (SELECT 1 FROM messages m WHERE m.turn_id = t.id AND m.seq > ?) AS whole
         FROM turns t WHERE (NOT ? OR EXISTS (SELECT 1 FROM messages m WHERE m.turn_id = t.id AND m.seq <= ?))
           AND session_id = ? AND ${rest}`,
      )
      .all(isCut, until, isCut, until, sessionId, ...values)
      .map((row) => ({ turn: turn(row), endedSeq: row.ended_seq, isWhole: row.whole === 1 }))
  }
  const find = (id: string): TurnRecord | undefined => {
    const row = db.prepare<Row>('SELECT * FROM turns WHERE id = ?').get(id)
    return row && record(row)
  }

  return {
    find,
    get: (id: string): Turn | undefined => find(id)?.turn,
    insert(t: NewTurn): void {
      db.prepare(
        `INSERT INTO turns (id, conversation_id, session_id, run_id, lane, status, queued_at)
         VALUES (?, ?, ?, ?, ?, 'queued', ?)`,
      ).run(t.id, t.conversationId, t.sessionId, t.runId, t.lane, t.queuedAt)
    },
    /** Writes the new status. The caller has checked the transition; `started_at` keeps its first value. */
    change(id: string, change: TurnChange): void {
      const end = 'at' in change && change.status !== 'running' ? change.at : null
      const failure = change.status === 'failed' ? change.failure : null
      db.prepare(
        `UPDATE turns SET status = ?, started_at = coalesce(started_at, ?), ended_at = ?, failure_code = ?, failure_message = ?,
           interrupted = coalesce(?, interrupted), interrupts = coalesce(?, interrupts),
           ended_seq = CASE WHEN ? IS NULL THEN NULL ELSE (SELECT coalesce(max(ended_seq), 0) + 1 FROM turns) END
         WHERE id = ?`,
      ).run(
        change.status,
        change.status === 'running' ? change.at : null,
        end,
        failure?.code ?? null,
        failure?.message ?? null,
        change.status === 'queued' || change.status === 'waiting' ? null : Number(madeWay(change)),
        change.status === 'running' ? 0 : null,
        end,
        id,
      )
    },
    /**
     * Adds what was used, and the milliseconds that it took. Of the turn's `own` call the tokens are the session's context
     * as it now is; a tool's call has a context of its own.
     */
    addUsage(id: string, usage: CallUsage, activeMs: number, of: 'own' | 'tool'): void {
      db.prepare(
        `UPDATE turns SET input_tokens = input_tokens + ?, output_tokens = output_tokens + ?,
           cache_read_tokens = cache_read_tokens + ?, cache_write_tokens = cache_write_tokens + ?,
           cost_micro_usd = cost_micro_usd + ?, steps = steps + ?, active_ms = active_ms + ?,
           unpriced_tokens = unpriced_tokens + ?, context_tokens = coalesce(?, context_tokens) WHERE id = ?`,
      ).run(
        usage.inputTokens,
        usage.outputTokens,
        usage.cacheReadTokens,
        usage.cacheWriteTokens,
        usage.costMicroUsd,
        usage.steps,
        activeMs,
        usage.unpricedTokens ?? 0,
        of === 'own' ? totalTokens(usage) : null,
        id,
      )
    },
    /** Adds wall time spent on a tool, in milliseconds. */
    addActive(id: string, ms: number): void {
      db.prepare('UPDATE turns SET active_ms = active_ms + ? WHERE id = ?').run(ms, id)
    },
    setCeilings(id: string, ceilings: Limits): void {
      db.prepare('UPDATE turns SET ceilings = ? WHERE id = ?').run(JSON.stringify(ceilings), id)
    },
    /** Queued, running and waiting turns of a conversation, oldest first. */
    active(conversationId: string): Turn[] {
      return db
        .prepare<Row>(
          `SELECT * FROM turns WHERE conversation_id = ? AND status IN ('queued', 'running', 'waiting')
           ORDER BY queued_at, rowid`,
        )
        .all(conversationId)
        .map(turn)
    },
    /** Queued and running turns of a lane: what goes on by itself. */
    underWay(lane: Lane): Turn[] {
      return db
        .prepare<Row>(
          `SELECT * FROM turns WHERE status IN ('queued', 'running') AND lane = ? ORDER BY queued_at, rowid`,
        )
        .all(lane)
        .map(turn)
    },
    /** With each, whether its run makes up for something that has passed. */
    running(): (TurnRecord & { readonly late: boolean })[] {
      return db
        .prepare<Row & { late: number }>(
          `SELECT t.*, coalesce(r.late, 0) AS late FROM turns t LEFT JOIN runs r ON r.id = t.run_id
           WHERE t.status = 'running' ORDER BY t.queued_at, t.rowid`,
        )
        .all()
        .map((row) => ({ ...record(row), late: row.late === 1 }))
    },
    /** The queued turn of the chat lane that may start first, if there is one: no turn of its session is running. */
    startableChat(passedOver: readonly string[]): Turn | undefined {
      const row = db
        .prepare<Row>(
          `SELECT * FROM turns t WHERE status = 'queued' AND lane = 'chat'
             AND id NOT IN (SELECT value FROM json_each(?)) AND ${isSessionFree}
           ORDER BY interrupts DESC, queued_at, rowid LIMIT 1`,
        )
        .get(JSON.stringify(passedOver))
      return row && turn(row)
    },
    /**
     * Puts a queued turn before the others of its session that wait, also before those put there earlier when `first`.
     * Returns the chat's own turn that works there and is to make way, if there is one.
     */
    hurry(id: string, first: boolean): Turn | undefined {
      db.prepare(
        `UPDATE turns SET interrupts = CASE WHEN ? = 0 THEN max(interrupts, 1) ELSE (SELECT 1 + max(o.interrupts)
           FROM turns o WHERE o.session_id = turns.session_id AND o.status = 'queued') END WHERE id = ? AND status = 'queued'`,
      ).run(first ? 1 : 0, id)
      const row = db
        .prepare<Row>(
          `SELECT o.* FROM turns t JOIN turns o ON o.session_id = t.session_id AND o.status = 'running' AND o.run_id IS NULL
           WHERE t.id = ? AND t.status = 'queued'`,
        )
        .get(id)
      if (!row) return undefined
      db.prepare('UPDATE turns SET interrupted = 1 WHERE id = ?').run(row.id)
      return turn({ ...row, interrupted: 1 })
    },
    /** Whether a running turn is to make way at its next step, for one that still waits for that. */
    isInterrupted: (id: string): boolean =>
      db
        .prepare(
          `SELECT 1 FROM turns t WHERE id = ? AND status = 'running' AND (interrupted = ${makesWay} OR interrupted = 1
             AND EXISTS (SELECT 1 FROM turns o WHERE o.session_id = t.session_id AND o.status = 'queued' AND o.interrupts > 0))`,
        )
        .get(id) !== undefined,
    /**
     * What waits in a chat for its first turn belongs to this session from now on: messages, and runs that work in the chat.
     * What goes on with an ended run stays with that. One that was to make way for what goes elsewhere does so all the same.
     * Returns the turns that moved, oldest first.
     */
    bringAlong(conversationId: string, sessionId: string): string[] {
      const moved = db
        .prepare<{ id: string; session: string; interrupts: number }>(
          `SELECT t.id, t.session_id AS session, t.interrupts FROM turns t JOIN conversations c ON c.id = t.conversation_id
             LEFT JOIN runs r ON r.id = t.run_id
           WHERE t.conversation_id = ? AND t.status = 'queued' AND t.started_at IS NULL AND t.session_id <> ?
             AND c.kind = 'chat' AND coalesce(r.origin, '') <> 'chat' ORDER BY t.queued_at, t.rowid`,
        )
        .all(conversationId, sessionId)
      for (const { id, session, interrupts } of moved) {
        if (interrupts > 0)
          db.prepare(
            `UPDATE turns SET interrupted = ${makesWay} WHERE session_id = ? AND status = 'running' AND interrupted = 1`,
          ).run(session)
        db.prepare('UPDATE turns SET session_id = ? WHERE id = ?').run(sessionId, id)
        db.prepare('UPDATE messages SET session_id = ? WHERE turn_id = ?').run(sessionId, id)
        db.prepare('UPDATE runs SET session_id = ? WHERE turn_id = ?').run(sessionId, id)
      }
      return moved.map(({ id }) => id)
    },
    /** Takes back a turn that never began. */
    remove(id: string): void {
      db.prepare(`DELETE FROM turns WHERE id = ? AND status = 'queued' AND started_at IS NULL`).run(id)
    },
    /**
     * The queued turn of the background lane that may start first, if there is one: no turn of its session is running, no
     * earlier run of its schedule is still active where the overlap policy queues, and its connection is not on hold. The
     * oldest run goes first. Among late ones the oldest names the schedule, whose newest slot then goes first.
     */
    startableRun(kind: BackgroundKind, blocked: Blocked): Turn | undefined {
      const among = (index: 'runs_queued' | 'runs_active'): string =>
        // From the runs, which come in their order, to the turns of those that are not on hold: there may be thousands.
        `SELECT t.id, r.schedule_id AS scheduleId FROM runs r INDEXED BY ${index}
         CROSS JOIN sessions s ON s.id = r.session_id CROSS JOIN turns t ON t.id = r.turn_id
         WHERE r.status = 'queued' AND r.late = ${kind.late ? 1 : 0}
           AND r.started_at IS ${kind.begun ? 'NOT NULL' : 'NULL'}
           AND (r.origin NOT IN ('schedule', 'backfill') OR s.connection_id NOT IN (SELECT value FROM json_each(?)))
           AND t.status = 'queued' AND t.lane = 'background' AND t.id NOT IN (SELECT value FROM json_each(?))
           AND ${isSessionFree} AND ${isItsTurn}`
      const values = [JSON.stringify(blocked.connectionIds), JSON.stringify(blocked.turnIds)]
      const oldest = db
        .prepare<{ id: string; scheduleId: string | null }>(
          `${among('runs_queued')} ORDER BY r.started_at, r.seq LIMIT 1`,
        )
        .get(...values)
      const newest =
        oldest === undefined || oldest.scheduleId === null || !kind.late
          ? oldest
          : db
              .prepare<{ id: string }>(
                `${among('runs_active')} AND r.schedule_id = ? AND r.status IN ('queued', 'running', 'waiting')
                 ORDER BY r.nominal_at DESC, r.seq LIMIT 1`,
              )
              .get(...values, oldest.scheduleId)
      return newest && find(newest.id)?.turn
    },
    /**
     * The turns that a context is built from, in the order in which the model sees them: ended ones by their end, then those
     * that pause, then the one that is executed, `turnId`. Of a session whose context is cut only those that had said
     * something by then, and what works there now too. Here the first `limit` that ended after the one of `after`, an
     * `endedSeq`.
     */
    endedInContext: (part: ContextPart, after: number, limit: number): ContextTurnRow[] =>
      inContext(part, 'ended_seq > ? ORDER BY ended_seq LIMIT ?', after, limit),
    /** Those that come behind the ended ones. */
    openInContext: (part: ContextPart, turnId: string | null): ContextTurnRow[] =>
      inContext(
        part,
        `ended_seq IS NULL AND (id = ? OR status = 'waiting' OR (started_at IS NOT NULL AND (status = 'queued' OR ?)))
         ORDER BY id = ?, status = 'running', queued_at, rowid`,
        turnId ?? '',
        part.until < Number.MAX_SAFE_INTEGER ? 1 : 0,
        turnId ?? '',
      ),
    /** What the session's context holds from now on, in tokens: a summary has taken the place of a part of it. */
    setContextTokens(id: string, tokens: number): void {
      db.prepare('UPDATE turns SET context_tokens = ? WHERE id = ?').run(tokens, id)
    },
    /** Tokens in the session's context after its latest model call; 0 before the first. */
    lastContextTokens(sessionId: string): number {
      const row = db
        .prepare<{ tokens: number }>(
          `SELECT context_tokens AS tokens FROM turns WHERE session_id = ? AND context_tokens > 0
           ORDER BY rowid DESC LIMIT 1`,
        )
        .get(sessionId)
      return row?.tokens ?? 0
    },
    /** Those of the given turns that failed or were cancelled. */
    endedBadly(ids: readonly string[]): Turn[] {
      return db
        .prepare<Row>(
          `SELECT * FROM turns WHERE id IN (SELECT value FROM json_each(?)) AND status IN ('failed', 'cancelled')
           ORDER BY ended_seq`,
        )
        .all(JSON.stringify(ids))
        .map(turn)
    },
    counts(): { readonly running: number; readonly waiting: number } {
      const rows = db
        .prepare<{ status: TurnStatus; n: number }>(
          `SELECT status, count(*) AS n FROM turns WHERE status IN ('queued', 'running', 'waiting') GROUP BY status`,
        )
        .all()
      const count = (status: TurnStatus): number => rows.find((row) => row.status === status)?.n ?? 0
      return { running: count('running'), waiting: count('waiting') }
    },
  }
}

function madeWay(change: TurnChange): boolean {
  return change.status === 'cancelled' && change.interrupted === true
}
