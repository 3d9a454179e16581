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

/** Local days of the system's zone, which SQLite reads from the process. */
const day = `strftime('%Y-%m-%d', t.queued_at / 1000, 'unixepoch', 'localtime')`

export type UsageStore = ReturnType<typeof createUsageStore>

export function createUsageStore(db: Database) {
  const grouped = (key: string, where: string, since: number): UsageRow[] =>
    db
      .prepare<Row>(
        `SELECT ${key} AS key, count(*) AS turns, ${usageSums} FROM turns t
         JOIN sessions s ON s.id = t.session_id LEFT JOIN runs r ON r.turn_id = t.id
         WHERE t.queued_at >= ? AND ${where} GROUP BY 1 ORDER BY 1`,
      )
      .all(since)
      .map((row) => ({ key: row.key ?? '', usage: usageFromColumns(row), turns: row.turns }))

  return {
    byDay: (since: number): UsageRow[] => grouped(day, '1 = 1', since),
    byConnection: (since: number): UsageRow[] => grouped('s.connection_id', '1 = 1', since),
    bySchedule: (since: number): UsageRow[] => grouped('r.schedule_id', 'r.schedule_id IS NOT NULL', since),
  }
}
