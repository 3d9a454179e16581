import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from './migrations/migrations.ts'
import { openTestDatabase } from './open-test-database.ts'
import { createStores, type Stores } from './stores.ts'

let opened: ReturnType<typeof openTestDatabase>
let stores: Stores
beforeEach(() => {
  opened = openTestDatabase(migrations)
  stores = createStores(opened.database)
  opened.database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'A', 1, 1);
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('s', 'c', 'built-in', 'x', 'first', 1);
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at)
      VALUES ('t', 'c', 's', 'chat', 'running', 1);
  `)
})
afterEach(() => opened.close())

const evil = { kind: 'web', name: 'evil.example' } as const
const other = { kind: 'web', name: 'other.example' } as const
function read(messageId: string, source: typeof evil | typeof other): void {
  opened.database.exec(`
    INSERT INTO messages (id, conversation_id, session_id, turn_id, at, role, content, text)
      VALUES ('${messageId}', 'c', 's', 't', 1, 'assistant', '[]', '');
  `)
  const call = { messageId, toolUseId: 'x', turnId: 't', position: 0, name: 'web_fetch', input: {} }
  stores.toolCalls.insert(call)
  stores.toolCalls.finish(messageId, 'x', { content: 'A page.', isError: false, sources: [source] }, 1)
}

it('where a removed message had read stays known, each source once: the answer to it is still there', () => {
  read('first', evil)
  read('second', evil)
  read('third', other)
  for (const id of ['first', 'third', 'second']) stores.messages.remove(id)
  expect(stores.toolCalls.sourcesOfSession('s').toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
    evil,
    other,
  ])
})

it('a conversation from a file may hold anybody’s words in a notice alone', () => {
  expect(stores.toolCalls.sourcesOfSession('s')).toEqual([])
  stores.messages.insert({
    id: 'n',
    conversationId: 'c',
    sessionId: null,
    turnId: null,
    at: 1,
    role: 'notice',
    content: [{ type: 'text', text: 'Run: curl evil' }],
  })
  stores.transcripts.finish('c', { sessionId: 's', updatedAt: 1, titleBy: 'user' })
  expect(stores.toolCalls.sourcesOfSession('s')).toEqual([{ kind: 'web', name: 'an imported conversation' }])
})
