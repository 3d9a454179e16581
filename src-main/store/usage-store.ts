import type { LimitName } from '../../src-shared/domain/schedule.ts'
import type { Usage } from '../../src-shared/domain/usage.ts'
import type { CallUsage } from './call-usage.ts'
import type { Database, SqlValue } from './database.ts'
import { type UsageColumns, usageFromColumns, usageSums } from './usage-columns.ts'

/** What turns used together. `turns` counts those that made their first call then. */
export interface UsageSum {
  readonly usage: Usage
  readonly unpricedTokens: number
  readonly turns: number
}

export interface UsageRow extends UsageSum {
  readonly key: string
}

interface Row extends UsageColumns {
  key: string | number
  turns: number
  unpriced_tokens: number
}

/** Milliseconds. Every zone begins its day at a quarter of an hour. */
const quarterMs = 900_000
const quarterOf = (at: number): number => Math.floor(at / quarterMs)

const sums = `coalesce(sum(t.turns), 0) AS turns, coalesce(sum(t.unpriced_tokens), 0) AS unpriced_tokens, ${usageSums}`

const sumOf = (row: Row): UsageSum => ({
  usage: usageFromColumns(row),
  unpricedTokens: row.unpriced_tokens,
  turns: row.turns,
})

export type UsageStore = ReturnType<typeof createUsageStore>

/** What was used when. It stays when what used it is removed: money that is spent is spent. */
export function createUsageStore(db: Database) {
  const grouped = (key: string, where: string, since: number): Row[] =>
    db
      .prepare<Row>(
        `SELECT ${key} AS key, ${sums} FROM usage_quarters t WHERE t.quarter >= ? ${where} GROUP BY 1 ORDER BY 1`,
      )
      .all(quarterOf(since))
  const keyed = (key: string, where: string, since: number): UsageRow[] =>
    grouped(key, where, since).map((row) => ({ key: String(row.key), ...sumOf(row) }))

  const addTo = (
    owner: { readonly connectionId: string; readonly scheduleId: string },
    usage: CallUsage,
    at: number,
    turns: number,
  ): void => {
    db.prepare(
      `INSERT INTO usage_quarters VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET turns = turns + excluded.turns,
         input_tokens = input_tokens + excluded.input_tokens,
         output_tokens = output_tokens + excluded.output_tokens,
         cache_read_tokens = cache_read_tokens + excluded.cache_read_tokens,
         cache_write_tokens = cache_write_tokens + excluded.cache_write_tokens,
         cost_micro_usd = cost_micro_usd + excluded.cost_micro_usd,
         steps = steps + excluded.steps,
         unpriced_tokens = unpriced_tokens + excluded.unpriced_tokens`,
    ).run(
      quarterOf(at),
      owner.connectionId,
      owner.scheduleId,
      turns,
      usage.inputTokens,
      usage.outputTokens,
      usage.cacheReadTokens,
      usage.cacheWriteTokens,
      usage.costMicroUsd,
      usage.steps,
      usage.unpricedTokens ?? 0,
    )
    if (usage.model === undefined) return
    db.prepare(
      `INSERT INTO used_models (model, last_used_at) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET last_used_at = excluded.last_used_at`,
    ).run(usage.model, at)
  }

  return {
    /** Adds what calls of a turn used, at the instant `at`; `isFirst`: the turn had used nothing before. */
    add(turnId: string, usage: CallUsage, at: number, isFirst: boolean): void {
      const owner = db
        .prepare<{ connectionId: string; scheduleId: string }>(
          `SELECT s.connection_id AS connectionId, coalesce(r.schedule_id, '') AS scheduleId
           FROM turns t JOIN sessions s ON s.id = t.session_id LEFT JOIN runs r ON r.id = t.run_id WHERE t.id = ?`,
        )
        .get(turnId)
      if (owner) addTo(owner, usage, at, isFirst ? 1 : 0)
    },
    /** The same of a call that belongs to no turn. */
    addOfConnection(connectionId: string, usage: CallUsage, at: number): void {
      addTo({ connectionId, scheduleId: '' }, usage, at, 0)
    },
    /** By quarters of an hour since the one that holds `since`, oldest first. `at`: when each begins, epoch ms. */
    byQuarter: (since: number): (UsageSum & { readonly at: number })[] =>
      grouped('t.quarter', '', since).map((row) => ({ at: Number(row.key) * quarterMs, ...sumOf(row) })),
    byConnection: (since: number): UsageRow[] => keyed('t.connection_id', '', since),
    bySchedule: (since: number): UsageRow[] => keyed('t.schedule_id', `AND t.schedule_id <> ''`, since),
    /** Of everything, or of one schedule's runs. */
    since(since: number, scheduleId: string | null = null): UsageSum {
      const where = scheduleId === null ? '' : 'AND t.schedule_id = ?'
      const values: SqlValue[] = [quarterOf(since), ...(scheduleId === null ? [] : [scheduleId])]
      const row = db
        .prepare<Row>(`SELECT '' AS key, ${sums} FROM usage_quarters t WHERE t.quarter >= ? ${where}`)
        .get(...values)
      if (!row) throw new Error('A sum has no row.')
      return sumOf(row)
    },
    /** Every model that was used, the free ones left out. */
    models: (): string[] =>
      db
        .prepare<{ model: string }>('SELECT model FROM used_models ORDER BY model')
        .all()
        .map(({ model }) => model),
    /**
     * What became of the last question since `since` about this limit, of one schedule's runs or of anything: the user's
     * decision, or `none` while there is none. `undefined`: nobody was asked.
     */
    lastDecision(
      limit: LimitName,
      since: number,
      scheduleId: string | null,
    ): 'stop' | 'continue' | 'none' | undefined {
      const row = db
        .prepare<{ decision: 'stop' | 'continue' | null }>(
          `SELECT q.answer ->> '$.decision' AS decision FROM questions q LEFT JOIN runs r ON r.id = q.run_id
           WHERE q.kind = 'budget' AND q.asked_at >= ? AND q.budget ->> '$.limit' = ?
             AND (? IS NULL OR r.schedule_id = ?)
           ORDER BY q.seq DESC LIMIT 1`,
        )
        .get(since, limit, scheduleId, scheduleId)
      return row && (row.decision ?? 'none')
    },
    /** What the last finished runs of a schedule used, newest first: at most `most`, and none from long ago. */
    ofLastRuns: (scheduleId: string, most: number): Usage[] =>
      db
        .prepare<UsageColumns>(
          // Of the newest rows only: a schedule may have thousands of slots that never ran.
          `SELECT t.* FROM (SELECT turn_id, status, dry_run, seq FROM runs WHERE schedule_id = ?
             ORDER BY seq DESC LIMIT 50) r CROSS JOIN turns t ON t.id = r.turn_id
           WHERE r.status IN ('succeeded', 'failed', 'cancelled') AND r.dry_run = 0 AND t.steps > 0
           ORDER BY r.seq DESC LIMIT ?`,
        )
        .all(scheduleId, most)
        .map(usageFromColumns),
  }
}
