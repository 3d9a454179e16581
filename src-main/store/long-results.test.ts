import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { openTestDatabase } from './open-test-database.ts'
import { createStores } from './stores.ts'
import { queryPlans } from './testing/query-plans.ts'

const before = migrations.filter(({ version }) => version < 5)
let opened: ReturnType<typeof openTestDatabase>
beforeEach(() => {
  opened = openTestDatabase(before)
  opened.database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'Old', 1, 1);
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('s', 'c', 'built-in', 'x', 'first', 1), ('other', 'c', 'built-in', 'x', 'requested', 2);
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at)
      VALUES ('t', 'c', 's', 'chat', 'running', 1);
    INSERT INTO messages (id, conversation_id, session_id, turn_id, at, role, content, text)
      VALUES ('m', 'c', 's', 't', 1, 'assistant',
        '[{"type":"tool_use","id":"old","name":"x","input":{}},{"type":"tool_use","id":"new","name":"x","input":{}}]', '');
  `)
})
afterEach(() => opened.close())

const long = (letter: string): string => letter.repeat(100_000)
const wholes = (): number =>
  opened.database.prepare<{ n: number }>('SELECT count(*) AS n FROM whole_results').get()?.n ?? 0

function upgraded() {
  opened.database.exec(`
    INSERT INTO tool_calls (message_id, tool_use_id, turn_id, position, name, input, status, result)
      VALUES ('m', 'old', 't', 0, 'x', '{}', 'done', '${long('a')}'), ('m', 'short', 't', 1, 'x', '{}', 'done', 'ok')`)
  migrate(opened.database, migrations, systemClock)
  return createStores(opened.database)
}

it('a tool result over 32 KiB is kept whole and told shortened, one of an older version too', () => {
  const { messages, toolCalls } = upgraded()
  toolCalls.insert({ messageId: 'm', toolUseId: 'new', turnId: 't', position: 2, name: 'x', input: {} })
  toolCalls.finish('m', 'new', { content: long('b'), isError: false }, 5)
  const told = messages.get('m')?.content.flatMap((block) => (block.type === 'tool_result' ? [block] : []))
  expect(told?.map(({ wholeBytes }) => wholeBytes)).toEqual([100_000, 100_000])
  for (const block of told ?? []) {
    expect(block.content.length).toBeLessThan(32 * 1024)
    expect(block.content).toContain(`handle "m/${block.toolUseId}", offset 20480`)
  }
  expect(toolCalls.whole('m', 'old')).toBe(long('a'))
  expect(toolCalls.whole('m', 'new')).toBe(long('b'))
  expect(toolCalls.whole('m', 'short')).toBe('ok')
  expect(toolCalls.whole('m', 'none')).toBeNull()
})

it('the first result stays, whatever a later one would be, and goes with its message', () => {
  const { toolCalls } = upgraded()
  toolCalls.insert({ messageId: 'm', toolUseId: 'new', turnId: 't', position: 2, name: 'x', input: {} })
  toolCalls.finish('m', 'new', { content: 'first', isError: false }, 5)
  toolCalls.finish('m', 'new', { content: long('b'), isError: false }, 6)
  expect(toolCalls.whole('m', 'new')).toBe('first')
  expect(wholes()).toBe(1)
  toolCalls.insert({ messageId: 'm', toolUseId: 'third', turnId: 't', position: 3, name: 'x', input: {} })
  toolCalls.finish('m', 'third', { content: long('c'), isError: false }, 7)
  expect(wholes()).toBe(2)
  opened.database.exec(`DELETE FROM messages WHERE id = 'm'`)
  expect(wholes()).toBe(0)
})

it('whether a session has such a result is known for those that begin with its context too', () => {
  const { sessions, toolCalls } = upgraded()
  const fork = { conversationId: 'c', runtime: 'built-in', connectionId: 'x', model: null } as const
  sessions.insert({
    ...fork,
    id: 'f',
    workingDirectory: null,
    reason: 'forked',
    createdAt: 3,
    parentId: 's',
    parentSeq: 1,
  })
  expect(['s', 'f', 'other', 'none'].map((id) => toolCalls.hasShortened(id))).toEqual([
    true,
    true,
    false,
    false,
  ])
})

it('the same call with the same long result is seen as the same', () => {
  const { toolCalls } = upgraded()
  toolCalls.insert({ messageId: 'm', toolUseId: 'new', turnId: 't', position: 2, name: 'x', input: {} })
  toolCalls.finish('m', 'new', { content: long('a'), isError: false }, 5)
  const results = toolCalls.lastFinished('t', 2, 10).map(({ result }) => result)
  expect(results.filter((result) => result === long('a'))).toHaveLength(2)
})

it('that is known without a look at the calls and turns of the session', () => {
  migrate(opened.database, migrations, systemClock)
  const steps = queryPlans(opened.database, (listening) =>
    createStores(listening).toolCalls.hasShortened('s'),
  )
  expect(steps.filter((step) => /\b(?:tool_calls|turns)\b/.test(step))).toEqual([])
  expect(steps.some((step) => step.includes('whole_results_by_session'))).toBe(true)
})
