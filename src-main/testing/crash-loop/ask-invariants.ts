import type { NativeDatabase } from '../../store/load-sqlite.ts'

/** By name, what must select no row: after every commit, so after every kill. */
const orphans = {
  'a turn waits without an open question': `
    SELECT t.id FROM turns t WHERE t.status = 'waiting'
    AND NOT EXISTS (SELECT 1 FROM questions q WHERE q.turn_id = t.id AND q.status = 'open')`,
  'a question is open and its turn does not wait': `
    SELECT q.id FROM questions q JOIN turns t ON t.id = q.turn_id WHERE q.status = 'open' AND t.status <> 'waiting'`,
  'a run is not where its turn is': `
    SELECT r.id FROM runs r JOIN turns t ON t.id = r.turn_id WHERE r.status <> t.status`,
  'an open question is not in the inbox': `
    SELECT q.id FROM questions q WHERE q.status = 'open'
    AND NOT EXISTS (SELECT 1 FROM inbox_items i WHERE i.id = q.item_id AND i.archived_at IS NULL)`,
  'a question of a run is in no visible conversation': `
    SELECT q.id FROM questions q WHERE q.status = 'open' AND q.deliver_to <> q.conversation_id
    AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = q.deliver_to AND m.role = 'notice'
      AND m.content ->> '$[0].questionId' = q.id)`,
  'a call waits without an open question': `
    SELECT c.tool_use_id FROM tool_calls c WHERE c.status = 'waiting'
    AND NOT EXISTS (SELECT 1 FROM questions q WHERE q.message_id = c.message_id
      AND q.tool_use_id = c.tool_use_id AND q.status = 'open')`,
  'the call of an open question does not wait': `
    SELECT q.id FROM questions q JOIN tool_calls c ON c.message_id = q.message_id AND c.tool_use_id = q.tool_use_id
    WHERE q.status = 'open' AND c.status <> 'waiting'`,
  'a question was never to be told': `
    SELECT q.id FROM questions q WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.effect ->> '$.place.questionId' = q.id)`,
} as const

/** Each row that does not fit the others, in words; none if all do. */
export function brokenRows(db: NativeDatabase): string[] {
  return Object.entries(orphans).flatMap(([what, sql]) => namesOf(db, sql).map((id) => `${what}: ${id}`))
}

/** What is due and not told. After a start there is nothing of that. */
export function untoldRows(db: NativeDatabase): string[] {
  return namesOf(db, 'SELECT key FROM outbox WHERE done_at IS NULL AND held_at IS NULL').map(
    (key) => `due and not told: ${key}`,
  )
}

function namesOf(db: NativeDatabase, sql: string): string[] {
  return db
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row as object)[0]))
}
