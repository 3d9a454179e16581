import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from '../store/migrations/migrations.ts'
import { openTestDatabase } from '../store/open-test-database.ts'
import { createStores } from '../store/stores.ts'
import { conversions } from './conversions.ts'

let opened: ReturnType<typeof openTestDatabase>
beforeEach(() => {
  opened = openTestDatabase(migrations)
  opened.database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'Chat', 1, 1);
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('s', 'c', 'built-in', 'x', 'first', 1), ('empty', 'c', 'built-in', 'x', 'requested', 2);
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at)
      VALUES ('t', 'c', 's', 'chat', 'running', 1);
    INSERT INTO messages (id, conversation_id, session_id, turn_id, at, role, content, text)
      VALUES ('m', 'c', 's', 't', 1, 'assistant', '[]', '');
    INSERT INTO tool_calls (message_id, tool_use_id, turn_id, position, name, input, status, result, attachments)
      VALUES ('m', 'a', 't', 0, 'read_file', '{}', 'done', '', '[{"kind":"image","blob":"b"},{"kind":"image","blob":"c"}]'),
             ('m', 'b', 't', 1, 'mcp__gone__look', '{}', 'done', '', '[{"kind":"document","blob":"d"}]'),
             ('m', 'c', 't', 2, 'mcp__gone__look', '{}', 'done', '', NULL);
  `)
})
afterEach(() => opened.close())

const said = (model: string, ...sessions: readonly string[]): string[] =>
  conversions(createStores(opened.database), sessions, { model, connectionId: 'x' })
const gone = 'What was done with tools that are not there any more is told in words: mcp__gone__look.'

it('what a model gets in another form is said in sentences, once for each kind', () => {
  expect(said('claude-2.1', 's', 'empty')).toEqual([
    '2 pictures stay in the conversation; this model cannot see them.',
    '1 document stays in the conversation; this model cannot read it.',
    gone,
  ])
})

it('what it takes, and what is not known of it, is not said', () => {
  expect(said('claude-opus-5', 's')).toEqual([gone])
  expect(said('some-local-model', 's')).toEqual([gone])
  expect(said('claude-2.1', 'empty')).toEqual([])
})

it('a tool whose server is there is not gone', () => {
  opened.database.exec(`
    INSERT INTO mcp_servers (id, name, transport, enabled, by_default, created_at)
      VALUES ('i', 'gone', '{"kind":"http","url":"http://x"}', 1, 1, 1)`)
  expect(said('claude-opus-5', 's')).toEqual([])
})

it('thoughts matter while their turn is under way, and are said to stay behind', () => {
  const thought = `'[{"type":"thinking","thinking":"Hm","signature":"x"}]'`
  opened.database.exec(`UPDATE messages SET content = ${thought} WHERE id = 'm'`)
  const note = 'What the earlier model thought about the work under way is not handed on.'
  expect(said('claude-opus-5', 's')).toContain(note)
  expect(said('claude-opus-5', 'empty')).toEqual([])
  opened.database.exec(`UPDATE turns SET status = 'succeeded', ended_at = 2, ended_seq = 1 WHERE id = 't'`)
  expect(said('claude-opus-5', 's')).not.toContain(note)
})
