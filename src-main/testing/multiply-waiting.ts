import { loadSqlite, type NativeDatabase } from '../store/load-sqlite.ts'

type Row = Readonly<Record<string, string | number | null>>

/** Tables that a waiting run is in, each before those that refer to it, and which of its columns the database numbers. */
const tables = [
  ['conversations', null],
  ['sessions', null],
  ['turns', null],
  ['messages', 'seq'],
  ['tool_calls', null],
  ['runs', 'seq'],
  ['run_events', 'id'],
  ['questions', 'seq'],
  ['inbox_items', 'seq'],
] as const

/**
 * Adds `count` runs to the database of an ended process that are as the only waiting one in it: every row of that run again
 * with ids of its own, due a millisecond after the one before. They ask of one schedule, and each for itself.
 */
export function multiplyWaiting(path: string, count: number): void {
  const db = new (loadSqlite().DatabaseSync)(path)
  const [run] = rowsOf(db, "SELECT * FROM runs WHERE status = 'waiting'")
  if (!run) throw new Error('nothing waits')
  const { id, turn_id: turn, conversation_id: conversation } = run
  const of = {
    conversations: `SELECT * FROM conversations WHERE id = '${conversation}'`,
    sessions: `SELECT * FROM sessions WHERE conversation_id = '${conversation}'`,
    turns: `SELECT * FROM turns WHERE id = '${turn}'`,
    messages: `SELECT * FROM messages WHERE conversation_id = '${conversation}' OR run_id = '${id}'`,
    tool_calls: `SELECT * FROM tool_calls WHERE turn_id = '${turn}'`,
    runs: `SELECT * FROM runs WHERE id = '${id}'`,
    run_events: `SELECT * FROM run_events WHERE run_id = '${id}'`,
    questions: `SELECT * FROM questions WHERE turn_id = '${turn}'`,
    inbox_items: `SELECT * FROM inbox_items WHERE run_id = '${id}'`,
  }
  const owned = tables.flatMap(([table, number]) =>
    number === 'id'
      ? []
      : rowsOf(db, of[table]).flatMap((row) => (typeof row['id'] === 'string' ? [row['id']] : [])),
  )
  const ids = new RegExp(owned.join('|'), 'g')
  db.exec('BEGIN')
  for (const [table, numbered] of tables) {
    // It leaves out what the database makes out of other columns.
    const names = rowsOf(db, `PRAGMA table_info(${table})`)
      .map(({ name }) => String(name))
      .filter((name) => name !== numbered)
    for (const row of rowsOf(db, of[table])) {
      const insert = db.prepare(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      )
      for (let nth = 1; nth <= count; nth++)
        insert.run(...names.map((name) => again(name, row[name] ?? null, nth)))
    }
  }
  db.exec('COMMIT')
  db.close()

  function again(name: string, value: string | number | null, nth: number): string | number | null {
    // What asks the very same shares one inbox item; these do not.
    if (name === 'same_key') return null
    if (name === 'nominal_at') return Number(value) + nth
    return typeof value === 'string' ? value.replaceAll(ids, (own) => `${own}n${nth}`) : value
  }
}

function rowsOf(db: NativeDatabase, sql: string): Row[] {
  return db.prepare(sql).all() as Row[]
}
