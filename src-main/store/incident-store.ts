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

/** How a run of a schedule ended: the cause of its failure, or `null` for a success. */
export interface RunEnd {
  readonly cause: FailureCode | null
  readonly at: number
}

export type IncidentStore = ReturnType<typeof createIncidentStore>

export function createIncidentStore(db: Database) {
  const select = (where: string, ...values: readonly string[]): Incident[] =>
    db
      .prepare<Row>(`SELECT * FROM incidents WHERE ${where}`)
      .all(...values)
      .map(incident)

  return {
    get: (id: string): Incident | undefined => select('id = ?', id)[0],
    byIds: (ids: readonly string[]): ReadonlyMap<string, Incident> =>
      ids.length === 0
        ? new Map()
        : new Map(
            select('id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)).map((each) => [
              each.id,
              each,
            ]),
          ),
    /** The open ones of a schedule or of a connection. */
    openOf: (subjectId: string): Incident[] =>
      select('coalesce(schedule_id, connection_id) = ? AND closed_at IS NULL ORDER BY seq', subjectId),
    /** Every open one, newest first. */
    open: (): Incident[] =>
      db
        .prepare<Row>(
          // The index holds the open ones alone. They are asked for whenever something may start.
          'SELECT * FROM incidents INDEXED BY incidents_open WHERE closed_at IS NULL ORDER BY seq DESC',
        )
        .all()
        .map(incident),
    /** The newest 200, open or closed, newest first. */
    list: (): Incident[] => select('1 ORDER BY seq DESC LIMIT 200'),
    /** When the newest closed one of the schedule or connection and cause was closed; `null` if there is none. */
    lastClosedAt(subjectId: string, cause: FailureCode): number | null {
      const row = db
        .prepare<{ at: number | null }>(
          `SELECT max(closed_at) AS at FROM incidents
           WHERE coalesce(schedule_id, connection_id) = ? AND cause = ? AND closed_at IS NOT NULL`,
        )
        .get(subjectId, cause)
      return row?.at ?? null
    },
    /**
     * How the newest ended runs of the schedule ended, newest first: every success, but of the failures only those of fires.
     * What the user tries by hand in between neither makes a trouble nor hides one. Rehearsals are no runs of it.
     */
    lastEnds(scheduleId: string, limit: number): RunEnd[] {
      return db
        .prepare<RunEnd>(
          `SELECT t.failure_code AS cause, r.ended_at AS at FROM runs r LEFT JOIN turns t ON t.id = r.turn_id
           WHERE r.schedule_id = ? AND r.dry_run = 0
             AND (+r.status = 'succeeded' OR (+r.status = 'failed' AND r.origin = 'schedule'))
           ORDER BY r.seq DESC LIMIT ?`,
        )
        .all(scheduleId, limit)
    },
    /** The schedules of which a run failed on the connection of this cause since then. */
    struckSchedules(connectionId: string, cause: FailureCode, since: number): string[] {
      return db
        .prepare<{ id: string }>(
          `SELECT r.schedule_id AS id FROM runs r
           CROSS JOIN turns t ON t.id = r.turn_id CROSS JOIN sessions s ON s.id = t.session_id
           WHERE r.status = 'failed' AND r.ended_at >= ? AND r.schedule_id IS NOT NULL AND r.dry_run = 0
             AND t.failure_code = ? AND s.connection_id = ?
           GROUP BY r.schedule_id ORDER BY min(r.seq)`,
        )
        .all(since, cause, connectionId)
        .map((row) => row.id)
    },
    /**
     * The slots that failed on the connection of this cause since then, where nothing of their schedule has run after it:
     * the newest one of each schedule.
     */
    notMadeUpFor(
      connectionId: string,
      cause: FailureCode,
      since: number,
    ): { readonly scheduleId: string; readonly nominalAt: number }[] {
      return db
        .prepare<{ scheduleId: string; nominalAt: number }>(
          `SELECT r.schedule_id AS scheduleId, r.nominal_at AS nominalAt FROM runs r
           CROSS JOIN turns t ON t.id = r.turn_id CROSS JOIN sessions s ON s.id = t.session_id
           WHERE r.status = 'failed' AND r.ended_at >= ? AND r.schedule_id IS NOT NULL AND r.dry_run = 0
             AND r.origin IN ('schedule', 'backfill') AND t.failure_code = ? AND s.connection_id = ?
             AND NOT EXISTS (SELECT 1 FROM runs e WHERE e.schedule_id = r.schedule_id AND e.seq > r.seq
               AND e.dry_run = 0 AND e.status NOT IN ('skipped', 'missed'))
           ORDER BY r.seq`,
        )
        .all(since, cause, connectionId)
    },
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
    /**
     * Marks what a hold of the connection has kept waiting as late, with the reason: the queued runs of slots up to `until`
     * that have not begun and have no reason yet.
     */
    markKeptWaiting(connectionId: string, until: number, reason: string): void {
      db.prepare(
        `UPDATE runs SET late = 1, reason = ?, reason_code = 'model-unavailable'
         WHERE status = 'queued' AND late = 0 AND started_at IS NULL AND origin = 'schedule' AND nominal_at <= ?
           AND EXISTS (SELECT 1 FROM sessions s WHERE s.id = runs.session_id AND s.connection_id = ?)`,
      ).run(reason, until, connectionId)
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
