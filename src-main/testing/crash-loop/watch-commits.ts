import type { Effect } from '../../store/outbox-store.ts'
import { loadSqlite, type NativeDatabase } from '../../store/load-sqlite.ts'
import { type FireStep, recovery, reminderTitle } from './fire-steps.ts'

/** Where the rows stood when a transaction began. */
export interface Mark {
  readonly events: number
  readonly told: number
  readonly changes: number
}

/**
 * Calls `onCommit` right before and right after every COMMIT of this process that changed a row. The step is named by
 * what the transaction wrote: as `nameOf` says, by default as a step of a fire; for something that has no name yet it is
 * the list of what was written.
 */
export function watchCommits(
  onCommit: (step: string, side: 'before' | 'after') => void,
  nameOf: (db: NativeDatabase, begun: Mark) => string = stepSince,
): void {
  const sqlite = loadSqlite()
  const watched = new Proxy(sqlite.DatabaseSync, {
    construct(target, args: ConstructorParameters<typeof sqlite.DatabaseSync>) {
      const db = new target(...args)
      const exec = db.exec.bind(db)
      let begun: Mark | null = null
      const value = (sql: string): void => {
        const step =
          sql === 'COMMIT' && begun !== null && changes(db) > begun.changes ? nameOf(db, begun) : null
        if (step !== null) onCommit(step, 'before')
        exec(sql)
        if (sql === 'BEGIN IMMEDIATE') begun = hasTables(db) ? mark(db) : null
        if (step !== null) onCommit(step, 'after')
      }
      return Object.defineProperty(db, 'exec', { value })
    },
  })
  // The one place that everybody takes the driver from: nothing of the application knows that it is watched.
  Object.assign(sqlite, { DatabaseSync: watched })
}

function changes(db: NativeDatabase): number {
  const row = db.prepare('SELECT total_changes() AS n').get() as { readonly n: number }
  return row.n
}

/** They are made when the database is, and that is no step. */
function hasTables(db: NativeDatabase): boolean {
  return db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'run_events'").get() !== undefined
}

function mark(db: NativeDatabase): Mark {
  const row = db
    .prepare(
      `SELECT (SELECT coalesce(max(id), 0) FROM run_events) AS events,
         (SELECT count(*) FROM outbox WHERE done_at IS NOT NULL) AS told, total_changes() AS changes`,
    )
    .get()
  return row as Mark
}

interface WrittenEvent {
  readonly kind: string
  readonly text: string
  readonly title: string
}

function stepSince(db: NativeDatabase, before: Mark): string {
  const events = db
    .prepare(
      `SELECT kind, text, title FROM run_events JOIN runs ON runs.id = run_id
       WHERE run_events.id > ? ORDER BY run_events.id`,
    )
    .all(before.events) as WrittenEvent[]
  if (mark(db).told > before.told) {
    const row = db
      .prepare('SELECT effect FROM outbox WHERE done_at IS NOT NULL ORDER BY id DESC LIMIT 1')
      .get() as { readonly effect: string }
    return toldStep(JSON.parse(row.effect) as Effect)
  }
  return eventStep(events) ?? `unnamed: ${events.map(({ kind, text }) => `${kind} (${text})`).join(', ')}`
}

/** What is told is marked one by one, in order. */
function toldStep(effect: Effect): FireStep {
  if (effect.kind === 'withdraw') return 'the told question is withdrawn'
  if (effect.kind === 'waiting' || effect.key.startsWith('question:')) return 'the question is told'
  return effect.title === reminderTitle ? 'the reminder is told' : 'the result is told'
}

function eventStep(events: readonly WrittenEvent[]): FireStep | null {
  const last = events.at(-1)
  switch (last?.kind) {
    case 'created':
      return last.title === reminderTitle ? 'the slot of the reminder gets its row' : 'the slot gets its row'
    case 'started':
      return last.text === 'Went on' ? 'the turn goes on' : 'the turn starts'
    case 'message':
      return last.text.includes('read') ? 'a reply that calls a tool' : 'a reply that asks'
    case 'tool-started':
      return 'the tool starts'
    case 'tool-finished':
      return 'the tool is finished'
    case 'asked':
      return 'the turn waits'
    case 'answered':
      return 'the answer'
    case 'succeeded':
      return 'the last reply ends the turn'
    case 'recovered':
      return recovery
    default:
      return null
  }
}
