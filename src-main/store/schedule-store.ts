import type { Action, Policies, Schedule, Trigger } from '../../src-shared/domain/schedule.ts'
import type { Database, SqlValue } from './database.ts'
import { type IdList, idsOf } from './id-list.ts'

interface Row {
  id: string
  title: string
  action: string
  trigger: string
  policies: string
  enabled: number
  paused_reason: string | null
  deliver_to: string
  shared_conversation_id: string | null
  next_at: number | null
  last_run_id: string | null
  runs_count: number
  due_at: number | null
  paused_at: number | null
  follows_zone: number
  confirmed: number
  created_at: number
  updated_at: number
}

const schedule = (row: Row): Schedule => ({
  id: row.id,
  title: row.title,
  action: JSON.parse(row.action) as Action,
  trigger: JSON.parse(row.trigger) as Trigger,
  followsSystemZone: row.follows_zone === 1,
  policies: JSON.parse(row.policies) as Policies,
  enabled: row.enabled === 1,
  pausedReason: row.paused_reason,
  deliverTo: row.deliver_to,
  nextAt: row.next_at,
  lastRunId: row.last_run_id,
  runsCount: row.runs_count,
  confirmed: row.confirmed === 1,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** A row as the JSON of its schedule: with thousands of rows one value each costs less than half of a value a column. */
const asJson = `json_object('id', id, 'title', title, 'action', json(action), 'trigger', json(trigger),
  'followsSystemZone', json(iif(follows_zone, 'true', 'false')), 'policies', json(policies),
  'enabled', json(iif(enabled, 'true', 'false')), 'pausedReason', paused_reason, 'deliverTo', deliver_to,
  'nextAt', next_at, 'lastRunId', last_run_id, 'runsCount', runs_count,
  'confirmed', json(iif(confirmed, 'true', 'false')), 'createdAt', created_at, 'updatedAt', updated_at)`

export type ScheduleStore = ReturnType<typeof createScheduleStore>

const inOrder = 'ORDER BY enabled = 0, next_at IS NULL, next_at, created_at, rowid'

export function createScheduleStore(db: Database) {
  const select = (which: string, ...values: readonly SqlValue[]): Schedule[] =>
    db
      .prepare<{ schedule: string }>(`SELECT ${asJson} AS schedule FROM schedules ${which}`)
      .all(...values)
      .map((row) => JSON.parse(row.schedule) as Schedule)
  return {
    get(id: string): Schedule | undefined {
      const row = db.prepare<Row>('SELECT * FROM schedules WHERE id = ?').get(id)
      return row && schedule(row)
    },
    /** The ones that fire next come first; those that never fire again come last. */
    list: (): Schedule[] => select(inOrder),
    /** The ids of all of them, in the same order. */
    ids: (): string[] =>
      idsOf(
        db
          .prepare<IdList>(`SELECT json_group_array(id) AS ids FROM (SELECT id FROM schedules ${inOrder})`)
          .get(),
      ),
    byIds: (ids: readonly string[]): ReadonlyMap<string, Schedule> =>
      new Map(
        select('WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)).map((each) => [
          each.id,
          each,
        ]),
      ),
    /** Those that were made last, or last before the one with the id `before`. */
    page: (before: string | undefined, limit = 1000): Schedule[] =>
      select('WHERE id < coalesce(?, char(1114111)) ORDER BY id DESC LIMIT ?', before ?? null, limit),
    /** `dueAt` is `nextAt` with its jitter: when the next slot is to start. `pausedAt`: since when it passes slots over. */
    insert(s: Schedule, dueAt: number | null, pausedAt: number | null): void {
      db.prepare(
        `INSERT INTO schedules (id, title, action, trigger, policies, enabled, paused_reason, deliver_to, next_at,
           last_run_id, runs_count, created_at, updated_at, due_at, paused_at, follows_zone, confirmed)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        s.id,
        s.title,
        JSON.stringify(s.action),
        JSON.stringify(s.trigger),
        JSON.stringify(s.policies),
        s.enabled ? 1 : 0,
        s.pausedReason,
        s.deliverTo,
        s.nextAt,
        s.lastRunId,
        s.runsCount,
        s.createdAt,
        s.updatedAt,
        dueAt,
        pausedAt,
        s.followsSystemZone ? 1 : 0,
        s.confirmed ? 1 : 0,
      )
    },
    update(s: Schedule, dueAt: number | null, pausedAt: number | null): void {
      db.prepare(
        `UPDATE schedules SET title = ?, action = ?, trigger = ?, policies = ?, enabled = ?, paused_reason = ?,
           deliver_to = ?, next_at = ?, updated_at = ?, due_at = ?, paused_at = ?, follows_zone = ?, confirmed = ?
         WHERE id = ?`,
      ).run(
        s.title,
        JSON.stringify(s.action),
        JSON.stringify(s.trigger),
        JSON.stringify(s.policies),
        s.enabled ? 1 : 0,
        s.pausedReason,
        s.deliverTo,
        s.nextAt,
        s.updatedAt,
        dueAt,
        pausedAt,
        s.followsSystemZone ? 1 : 0,
        s.confirmed ? 1 : 0,
        s.id,
      )
    },
    remove(id: string): void {
      db.prepare('DELETE FROM grants WHERE schedule_id = ?').run(id)
      db.prepare('DELETE FROM schedules WHERE id = ?').run(id)
    },
    /** Since when a paused schedule passes its slots over; `null` while it is enabled. */
    pausedAt(id: string): number | null {
      const row = db
        .prepare<{ at: number | null }>('SELECT paused_at AS at FROM schedules WHERE id = ?')
        .get(id)
      return row?.at ?? null
    },
    /** The ids of the first `limit` enabled schedules after the id `after`, in the order of ids. */
    enabledAfter(after: string, limit: number): string[] {
      return db
        .prepare<{ id: string }>(
          // The plus keeps the planner from sorting all of them by id anew for every page.
          'SELECT id FROM schedules WHERE id > ? AND +enabled = 1 ORDER BY id LIMIT ?',
        )
        .all(after, limit)
        .map((row) => row.id)
    },
    /** Enabled ones that move with the system's time zone and are not in `timeZone` now. */
    followingElsewhere(timeZone: string): Schedule[] {
      return db
        .prepare<Row>(
          `SELECT * FROM schedules WHERE follows_zone = 1 AND enabled = 1 AND trigger ->> '$.kind' = 'cron'
             AND trigger ->> '$.timeZone' <> ?`,
        )
        .all(timeZone)
        .map(schedule)
    },
    /** The ids of the first `limit` enabled schedules whose next slot is to start by `now`, earliest first. */
    due(now: number, limit: number): string[] {
      return db
        .prepare<{ id: string }>(
          `SELECT id FROM schedules WHERE enabled = 1 AND due_at IS NOT NULL AND due_at <= ?
           ORDER BY due_at, rowid LIMIT ?`,
        )
        .all(now, limit)
        .map((row) => row.id)
    },
    /** The earliest next slot of all; `null` when there is none. */
    nextAt(): number | null {
      const row = db
        .prepare<{ at: number | null }>(
          'SELECT min(next_at) AS at FROM schedules WHERE enabled = 1 AND next_at IS NOT NULL',
        )
        .get()
      return row?.at ?? null
    },
    /** When the first slot is to start that starts after `after`; `null` when there is none. */
    nextDue(after = -1): number | null {
      const row = db
        .prepare<{ at: number | null }>(
          'SELECT min(due_at) AS at FROM schedules WHERE enabled = 1 AND due_at IS NOT NULL AND due_at > ?',
        )
        .get(after)
      return row?.at ?? null
    },
    count(): number {
      return db.prepare<{ n: number }>('SELECT count(*) AS n FROM schedules').get()?.n ?? 0
    },
    /** Moves the schedule on after its slots were written: `newRuns` of them really ran. */
    advance(id: string, nextAt: number | null, dueAt: number | null, newRuns: number): void {
      db.prepare(
        'UPDATE schedules SET next_at = ?, due_at = ?, runs_count = runs_count + ? WHERE id = ?',
      ).run(nextAt, dueAt, newRuns, id)
    },
    setLastRun(id: string, runId: string): void {
      db.prepare('UPDATE schedules SET last_run_id = ? WHERE id = ?').run(runId, id)
    },
    setDeliverTo(id: string, conversationId: string): void {
      db.prepare('UPDATE schedules SET deliver_to = ? WHERE id = ?').run(conversationId, id)
    },
    sharedConversation(id: string): string | null {
      return (
        db
          .prepare<{ c: string | null }>('SELECT shared_conversation_id AS c FROM schedules WHERE id = ?')
          .get(id)?.c ?? null
      )
    },
    setSharedConversation(id: string, conversationId: string): void {
      db.prepare('UPDATE schedules SET shared_conversation_id = ? WHERE id = ?').run(conversationId, id)
    },
  }
}
