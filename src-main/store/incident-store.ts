import type { Incident } from '../../src-shared/domain/incident.ts'
import type { FailureCode } from '../../src-shared/domain/turn.ts'
import type { Database } from './database.ts'

interface Row {
  id: string
  scope: Incident['scope']
  schedule_id: string | null
  connection_id: string | null
  cause: FailureCode
  title: string
  body: string
  failures: number
  opened_at: number
  last_at: number
  closed_at: number | null
  closed_reason: string | null
}

const incident = (row: Row): Incident => ({
  id: row.id,
  scope: row.scope,
  scheduleId: row.schedule_id,
  connectionId: row.connection_id,
  cause: row.cause,
  title: row.title,
  body: row.body,
  failures: row.failures,
  openedAt: row.opened_at,
  lastAt: row.last_at,
  closedAt: row.closed_at,
  closedReason: row.closed_reason,
})

export type IncidentStore = ReturnType<typeof createIncidentStore>

export function createIncidentStore(db: Database) {
  const select = (where: string, ...values: readonly string[]): Incident[] =>
    db
      .prepare<Row>(`SELECT * FROM incidents WHERE ${where}`)
      .all(...values)
      .map(incident)

  return {
    get: (id: string): Incident | undefined => select('id = ?', id)[0],
    /** The open ones of a schedule or of a connection. */
    openOf: (subjectId: string): Incident[] =>
      select('coalesce(schedule_id, connection_id) = ? AND closed_at IS NULL ORDER BY seq', subjectId),
    /** Every open one, newest first. */
    open: (): Incident[] => select('closed_at IS NULL ORDER BY seq DESC'),
    /** The newest 200, open or closed, newest first. */
    list: (): Incident[] => select('1 ORDER BY seq DESC LIMIT 200'),
    insert(i: Incident): void {
      db.prepare(
        `INSERT INTO incidents (id, scope, schedule_id, connection_id, cause, title, body, failures, opened_at, last_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        i.id,
        i.scope,
        i.scheduleId,
        i.connectionId,
        i.cause,
        i.title,
        i.body,
        i.failures,
        i.openedAt,
        i.lastAt,
      )
    },
    /** One more failure of the same cause. */
    count(id: string, at: number, body: string): void {
      db.prepare('UPDATE incidents SET failures = failures + 1, last_at = ?, body = ? WHERE id = ?').run(
        at,
        body,
        id,
      )
    },
    /** `false` when it was closed already. */
    close(id: string, at: number, reason: string): boolean {
      const { changes } = db
        .prepare('UPDATE incidents SET closed_at = ?, closed_reason = ? WHERE id = ? AND closed_at IS NULL')
        .run(at, reason, id)
      return changes > 0
    },
  }
}
