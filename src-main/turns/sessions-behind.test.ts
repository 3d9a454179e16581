import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from '../store/migrations/migrations.ts'
import { openTestDatabase } from '../store/open-test-database.ts'
import { createStores, type Stores } from '../store/stores.ts'
import { sessionsBehind } from './sessions-behind.ts'

let opened: ReturnType<typeof openTestDatabase>
let stores: Stores
beforeEach(() => {
  opened = openTestDatabase(migrations)
  stores = createStores(opened.database)
  opened.database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'A', 1, 1);
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('chat', 'c', 'built-in', 'x', 'first', 1);
  `)
})
afterEach(() => opened.close())

/** The notice of a run with a session of its own, and the message of the chat that follows it. */
function noticeWithAnswer(n: number): void {
  const { database } = opened
  database.exec(`
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('run-${n}', 'c', 'built-in', 'x', 'first', 1);
    INSERT INTO runs (id, title, origin, nominal_at, status, session_id, delivery, policies)
      VALUES ('r${n}', 'R', 'run-now', ${n}, 'succeeded', 'run-${n}', 'delivered', '{}');
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at)
      VALUES ('t${n}', 'c', 'chat', 'chat', 'queued', ${n});
  `)
  const place = { conversationId: 'c', at: n }
  const notice = { type: 'notice', kind: 'result', title: 'T', text: 'x', runId: `r${n}` } as const
  stores.messages.insert({
    ...place,
    id: `n${n}`,
    sessionId: null,
    turnId: null,
    role: 'notice',
    content: [{ ...notice, questionId: null, scheduleId: null }],
  })
  stores.messages.insert({
    ...place,
    id: `m${n}`,
    sessionId: 'chat',
    turnId: `t${n}`,
    role: 'user',
    content: [{ type: 'text', text: 'And now?' }],
  })
}

it('in a long chat the newest of very many notices counts as the first one does', () => {
  for (let n = 0; n < 70; n++) noticeWithAnswer(n)
  const behind = sessionsBehind(stores, 'chat')
  expect(behind.size).toBe(71)
  expect(behind).toContain('run-69')
})
