import { join } from 'node:path'
import { loadSqlite } from '../../store/load-sqlite.ts'
import { reportTitle } from './fire-steps.ts'

/** What a fire left in the database, as far as it must be the same whatever happened on the way. */
export interface FireRows {
  /** Title, how far after the start it was due in milliseconds, status and delivery of every run, by the slot. */
  readonly runs: readonly (readonly [title: string, dueMs: number, status: string, delivery: string])[]
  /** The kinds of the timeline of the run with a turn. */
  readonly timeline: readonly string[]
  readonly schedules: readonly {
    readonly title: string
    readonly nextAt: number | null
    readonly runsCount: number
  }[]
  readonly turns: readonly { readonly status: string; readonly steps: number }[]
  readonly toolCalls: readonly (readonly [name: string, status: string])[]
  readonly questions: readonly (readonly [status: string, answer: string])[]
  /** Roles of the messages in the run's own conversation. */
  readonly working: readonly string[]
  /** Kinds of the notices in the visible conversations. */
  readonly notices: readonly string[]
  readonly inbox: readonly (readonly [kind: string, title: string])[]
  /** Keys of what the desktop was to be told, without the ids in them, and whether it was. */
  readonly outbox: readonly (readonly [what: string, isDone: number])[]
  readonly integrity: string
}

/** Reads the database of a process that has ended. */
export function readFireRows(dataDir: string, start: number): FireRows {
  const db = new (loadSqlite().DatabaseSync)(join(dataDir, 'dormouse.db'), { readOnly: true })
  const all = <Row>(sql: string, ...values: readonly (string | number)[]): Row[] =>
    db.prepare(sql).all(...values) as Row[]
  try {
    const ofRun = 'JOIN runs ON runs.id = run_id WHERE title = ?'
    return {
      runs: all<{ title: string; due: number; status: string; delivery: string }>(
        'SELECT title, nominal_at - ? AS due, status, delivery FROM runs ORDER BY nominal_at, seq',
        start,
      ).map(({ title, due, status, delivery }) => [title, due, status, delivery]),
      timeline: all<{ kind: string }>(
        `SELECT kind FROM run_events ${ofRun} ORDER BY run_events.id`,
        reportTitle,
      ).map(({ kind }) => kind),
      schedules: all(
        'SELECT title, next_at AS nextAt, runs_count AS runsCount FROM schedules ORDER BY title',
      ),
      turns: all('SELECT status, steps FROM turns'),
      toolCalls: all<{ name: string; status: string }>(
        'SELECT name, status FROM tool_calls ORDER BY rowid',
      ).map(({ name, status }) => [name, status]),
      questions: all<{ status: string; answer: string }>(
        'SELECT status, answer_text AS answer FROM questions',
      ).map(({ status, answer }) => [status, answer]),
      working: all<{ role: string }>(
        `SELECT role FROM messages JOIN conversations ON conversations.id = conversation_id
         WHERE kind = 'background' ORDER BY seq`,
      ).map(({ role }) => role),
      notices: all<{ kind: string }>(
        "SELECT content ->> '$[0].kind' AS kind FROM messages WHERE role = 'notice' ORDER BY kind",
      ).map(({ kind }) => kind),
      inbox: all<{ kind: string; title: string }>('SELECT kind, title FROM inbox_items ORDER BY kind').map(
        ({ kind, title }) => [kind, title],
      ),
      outbox: all<{ kind: string; key: string; done: number }>(
        `SELECT effect ->> '$.kind' AS kind, key, done_at IS NOT NULL AS done FROM outbox ORDER BY kind, key`,
      ).map(({ kind, key, done }) => [`${kind} ${key.split(':')[0]}`, done]),
      integrity: all<{ integrity_check: string }>('PRAGMA integrity_check')
        .map((row) => row.integrity_check)
        .join(' '),
    }
  } finally {
    db.close()
  }
}
