import type { Usage } from '../../src-shared/domain/usage.ts'
import type { Database } from './database.ts'
import { type UsageColumns, usageFromColumns, usageSums } from './usage-columns.ts'

export interface UsageRow {
  readonly key: string
  readonly usage: Usage
  readonly turns: number
}

interface Row extends UsageColumns {
  key: string | null
  turns: number
}

/**
 * Local days of the system's zone, which SQLite reads from the process. Quarters of an hour are told apart, because every
 * zone begins its day at one, and a calendar is asked once for each of them and not for each turn.
 */
const day = `strftime('%Y-%m-%d', quarter * 900, 'unixepoch', 'localtime')`

export type UsageStore = ReturnType<typeof createUsageStore>

export function createUsageStore(db: Database) {
  const rows = (sql: string, since: number): UsageRow[] =>
    db
      .prepare<Row>(sql)
      .all(since)
      .map((row) => ({ key: row.key ?? '', usage: usageFromColumns(row), turns: row.turns }))
  const of = (key: string, from: string): string =>
    `SELECT ${key} AS key, count(*) AS turns, ${usageSums} FROM turns t ${from} WHERE t.queued_at >= ? GROUP BY 1`

  return {
    byDay: (since: number): UsageRow[] =>
      rows(
        `SELECT ${day} AS key, sum(turns) AS turns, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
           sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens,
           sum(cost_micro_usd) AS cost_micro_usd, sum(steps) AS steps
         FROM (SELECT key AS quarter, * FROM (${of('t.queued_at / 900000', '')})) GROUP BY 1 ORDER BY 1`,
        since,
      ),
    byConnection: (since: number): UsageRow[] =>
      rows(`${of('s.connection_id', 'JOIN sessions s ON s.id = t.session_id')} ORDER BY 1`, since),
    bySchedule: (since: number): UsageRow[] =>
      rows(
        `${of('r.schedule_id', 'JOIN runs r ON r.id = t.run_id AND r.schedule_id IS NOT NULL')} ORDER BY 1`,
        since,
      ),
  }
}
