import type { ReasonCode, Run, RunEvent, RunEventKind, RunStatus } from '../../src-shared/domain/run.ts'
import type { Policies } from '../../src-shared/domain/schedule.ts'
import type { SlotMark } from '../../src-shared/ipc/schedule-routes.ts'
import type { Database, SqlValue } from './database.ts'
import { type UsageColumns, usageFromColumns } from './usage-columns.ts'

interface Row extends UsageColumns {
  seq: number
  id: string
  schedule_id: string | null
  title: string
  origin: Run['origin']
  nominal_at: number
  started_at: number | null
  ended_at: number | null
  status: RunStatus
  reason: string | null
  reason_code: ReasonCode | null
  late: number
  dry_run: number
  nominal_until: number | null
  conversation_id: string | null
  session_id: string | null
  turn_id: string | null
  deliver_to: string | null
  result: string | null
  delivery: Run['delivery']
  branch: string | null
}

interface EventRow {
  id: number
  run_id: string
  at: number
  kind: RunEventKind
  text: string
  detail: string
}

/** A run's usage is its turn's. */
const columns = `SELECT r.*, coalesce(t.input_tokens, 0) AS input_tokens, coalesce(t.output_tokens, 0) AS output_tokens,
  coalesce(t.cache_read_tokens, 0) AS cache_read_tokens, coalesce(t.cache_write_tokens, 0) AS cache_write_tokens,
  coalesce(t.cost_micro_usd, 0) AS cost_micro_usd, coalesce(t.steps, 0) AS steps
  FROM runs r LEFT JOIN turns t ON t.id = r.turn_id`

const run = (row: Row): Run => ({
  id: row.id,
  scheduleId: row.schedule_id,
  title: row.title,
  origin: row.origin,
  nominalAt: row.nominal_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  status: row.status,
  reason: row.reason,
  reasonCode: row.reason_code,
  dryRun: row.dry_run === 1,
  conversationId: row.conversation_id,
  sessionId: row.session_id,
  turnId: row.turn_id,
  deliverTo: row.deliver_to,
  result: row.result,
  branch: row.branch,
  usage: usageFromColumns(row),
  delivery: row.delivery,
})

const event = (row: EventRow): RunEvent => ({
  id: row.id,
  runId: row.run_id,
  at: row.at,
  kind: row.kind,
  text: row.text,
  detail: JSON.parse(row.detail) as Record<string, unknown>,
})

/** `late`: it makes up for a slot that has passed. `nominalUntil`: the last slot of a row that stands for several. */
export type NewRun = Omit<Run, 'usage' | 'branch'> & {
  readonly policies: Policies
  readonly late: boolean
  readonly nominalUntil: number | null
}

export type RunChange = Partial<
  Pick<
    Run,
    | 'status'
    | 'startedAt'
    | 'endedAt'
    | 'reason'
    | 'reasonCode'
    | 'result'
    | 'delivery'
    | 'deliverTo'
    | 'branch'
  >
>

const changeColumns: Readonly<Record<keyof RunChange, string>> = {
  status: 'status',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  reason: 'reason',
  reasonCode: 'reason_code',
  result: 'result',
  delivery: 'delivery',
  deliverTo: 'deliver_to',
  branch: 'branch',
}

export type RunStore = ReturnType<typeof createRunStore>

export function createRunStore(db: Database) {
  const select = (where: string, ...values: readonly SqlValue[]): Run[] =>
    db
      .prepare<Row>(`${columns} WHERE ${where}`)
      .all(...values)
      .map(run)

  return {
    get: (id: string): Run | undefined => select('r.id = ?', id)[0],
    /** The run of this slot, whatever became of it. */
    bySlot: (scheduleId: string, nominalAt: number): Run | undefined =>
      select(
        `r.schedule_id = ? AND r.nominal_at = ? AND r.origin IN ('schedule', 'backfill')`,
        scheduleId,
        nominalAt,
      )[0],
    /** Queued, running and waiting runs of the schedule, oldest first; rehearsals are no runs of it. */
    active: (scheduleId: string): Run[] =>
      select(
        `r.schedule_id = ? AND r.status IN ('queued', 'running', 'waiting') AND r.dry_run = 0 ORDER BY r.seq`,
        scheduleId,
      ),
    /** The active ones without those that make up for the past and have not begun: a regular slot does not wait for them. */
    inTheWay: (scheduleId: string): Run[] =>
      select(
        `r.schedule_id = ? AND r.status IN ('queued', 'running', 'waiting') AND r.dry_run = 0
         AND NOT (r.late = 1 AND r.started_at IS NULL) ORDER BY r.seq`,
        scheduleId,
      ),
    /** The row that stands for the slot: its own, or one that holds several slots. */
    covering: (scheduleId: string, nominalAt: number): Run | undefined =>
      select(
        `r.schedule_id = ? AND r.origin IN ('schedule', 'backfill') AND r.nominal_at <= ?
           AND (r.nominal_at = ? OR r.nominal_until >= ?) ORDER BY r.nominal_at DESC LIMIT 1`,
        scheduleId,
        nominalAt,
        nominalAt,
        nominalAt,
      )[0],
    /** The slots of the schedule nearest to `at`, one on each side where there is one. */
    nearest: (scheduleId: string, at: number): Run[] => [
      ...select(
        `r.schedule_id = ? AND r.origin IN ('schedule', 'backfill') AND r.nominal_at <= ?
         ORDER BY r.nominal_at DESC LIMIT 1`,
        scheduleId,
        at,
      ),
      ...select(
        `r.schedule_id = ? AND r.origin IN ('schedule', 'backfill') AND r.nominal_at > ?
         ORDER BY r.nominal_at LIMIT 1`,
        scheduleId,
        at,
      ),
    ],
    /** The newest slots of the schedule by their nominal instant, oldest first, as marks. */
    marks: (scheduleId: string, limit: number): SlotMark[] =>
      db
        .prepare<Row>(
          `SELECT id, nominal_at, started_at, status, late, reason, reason_code FROM runs
           WHERE schedule_id = ? AND origin IN ('schedule', 'backfill')
           ORDER BY nominal_at DESC LIMIT ?`,
        )
        .all(scheduleId, limit)
        .map((row) => ({
          runId: row.id,
          nominalAt: row.nominal_at,
          startedAt: row.started_at,
          status: row.status,
          late: row.late === 1,
          reason: row.reason,
          reasonCode: row.reason_code,
        }))
        .toReversed(),
    /** The last slot that a row stands for, where it stands for several. */
    nominalUntil: (id: string): number | null =>
      db.prepare<{ at: number | null }>('SELECT nominal_until AS at FROM runs WHERE id = ?').get(id)?.at ??
      null,
    /** The newest succeeded run of the schedule that has a result; a rehearsal has none to go by. */
    lastResult: (scheduleId: string): Run | undefined =>
      select(
        // The plus keeps the planner from walking the succeeded runs of every schedule.
        `r.schedule_id = ? AND +r.status = 'succeeded' AND r.result IS NOT NULL AND r.dry_run = 0
         ORDER BY r.seq DESC LIMIT 1`,
        scheduleId,
      )[0],
    /** The runs whose result a later run was given, by the instant that stood with it. */
    resultsAt: (scheduleId: string, at: number): Run[] =>
      select(
        `r.schedule_id = ? AND +r.status = 'succeeded' AND r.result IS NOT NULL AND r.dry_run = 0
         AND coalesce(r.ended_at, r.nominal_at) = ?`,
        scheduleId,
        at,
      ),
    /** The policies that the run was made with; editing the schedule later does not change them. */
    policies(id: string): Policies | undefined {
      const row = db.prepare<{ policies: string }>('SELECT policies FROM runs WHERE id = ?').get(id)
      return row && (JSON.parse(row.policies) as Policies)
    },
    /** Only for a row that should never have been written; its events go with it. */
    remove(id: string): void {
      db.prepare('DELETE FROM runs WHERE id = ?').run(id)
    },
    insert(r: NewRun): void {
      db.prepare(
        `INSERT INTO runs (id, schedule_id, title, origin, nominal_at, started_at, ended_at, status, reason,
           conversation_id, session_id, turn_id, deliver_to, result, delivery, policies, reason_code, late, dry_run,
           nominal_until)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        r.id,
        r.scheduleId,
        r.title,
        r.origin,
        r.nominalAt,
        r.startedAt,
        r.endedAt,
        r.status,
        r.reason,
        r.conversationId,
        r.sessionId,
        r.turnId,
        r.deliverTo,
        r.result,
        r.delivery,
        JSON.stringify(r.policies),
        r.reasonCode,
        r.late ? 1 : 0,
        r.dryRun ? 1 : 0,
        r.nominalUntil,
      )
    },
    change(id: string, change: RunChange): void {
      const keys = Object.keys(change) as (keyof RunChange)[]
      if (keys.length === 0) return
      const set = keys.map((key) => `${changeColumns[key]} = ?`).join(', ')
      db.prepare(`UPDATE runs SET ${set} WHERE id = ?`).run(...keys.map((key) => change[key] ?? null), id)
    },
    /** Newest first. `nextBefore` is the cursor of the page of older runs. */
    list(filter: {
      readonly scheduleId?: string | undefined
      readonly status?: readonly RunStatus[] | undefined
      readonly reason?: readonly ReasonCode[] | undefined
      readonly before?: number | undefined
      readonly limit: number
    }): { readonly runs: Run[]; readonly nextBefore: number | null } {
      const where = ['r.seq < ?']
      const values: SqlValue[] = [filter.before ?? Number.MAX_SAFE_INTEGER]
      if (filter.scheduleId !== undefined) {
        where.push('r.schedule_id = ?')
        values.push(filter.scheduleId)
      }
      if (filter.status !== undefined) {
        // With a schedule its own runs are walked, and not those of every schedule with this status.
        const status = filter.scheduleId === undefined ? 'r.status' : '+r.status'
        where.push(`${status} IN (${filter.status.map(() => '?').join(', ')})`)
        values.push(...filter.status)
      }
      if (filter.reason !== undefined) {
        const code =
          filter.scheduleId === undefined && filter.status === undefined ? 'r.reason_code' : '+r.reason_code'
        where.push(`${code} IN (${filter.reason.map(() => '?').join(', ')})`)
        values.push(...filter.reason)
      }
      const rows = db
        .prepare<Row>(`${columns} WHERE ${where.join(' AND ')} ORDER BY r.seq DESC LIMIT ?`)
        .all(...values, filter.limit + 1)
      const page = rows.slice(0, filter.limit)
      return {
        runs: page.map(run),
        nextBefore: rows.length > filter.limit ? (page.at(-1)?.seq ?? null) : null,
      }
    },
    addEvent(e: Omit<RunEvent, 'id'>): RunEvent {
      const { lastInsertRowid } = db
        .prepare('INSERT INTO run_events (run_id, at, kind, text, detail) VALUES (?, ?, ?, ?, ?)')
        .run(e.runId, e.at, e.kind, e.text, JSON.stringify(e.detail))
      return { ...e, id: lastInsertRowid }
    },
    /** Oldest first. */
    events(runId: string): RunEvent[] {
      return db
        .prepare<EventRow>('SELECT * FROM run_events WHERE run_id = ? ORDER BY id')
        .all(runId)
        .map(event)
    },
  }
}
