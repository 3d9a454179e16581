import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import { migrations } from './migrations/migrations.ts'
import { openTestDatabase } from './open-test-database.ts'
import { createStores } from './stores.ts'
import { queryPlans } from './testing/query-plans.ts'

let opened: ReturnType<typeof openTestDatabase>
beforeEach(() => {
  opened = openTestDatabase(migrations)
  opened.database.exec(`
    INSERT INTO conversations (id, kind, title, created_at, updated_at) VALUES ('c', 'chat', 'Chat', 1, 1);
    INSERT INTO sessions (id, conversation_id, runtime, connection_id, reason, created_at)
      VALUES ('s', 'c', 'built-in', 'x', 'first', 1), ('other', 'c', 'built-in', 'x', 'requested', 2);
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at)
      VALUES ('t', 'c', 's', 'chat', 'running', 1);
  `)
})
afterEach(() => opened.close())

const attachment = (letter: string, kind: Attachment['kind']): Attachment => ({
  kind,
  mediaType: kind === 'image' ? 'image/png' : 'application/pdf',
  blob: letter.repeat(64),
  bytes: 10,
  name: letter,
})

it('what messages and results of tools point to is found, and counted by session', () => {
  const { messages, toolCalls, attachments } = createStores(opened.database)
  const said = { conversationId: 'c', turnId: null, at: 0 }
  messages.insert({
    ...said,
    id: 'u',
    sessionId: 's',
    role: 'user',
    content: [
      // Words that look like one.
      { type: 'text', text: '{"type":"attachment","attachment":{"blob":"x"}}' },
      { type: 'attachment', attachment: attachment('a', 'image') },
      { type: 'attachment', attachment: attachment('b', 'document') },
    ],
  })
  messages.insert({ ...said, id: 'm', sessionId: 's', turnId: 't', role: 'assistant', content: [] })
  messages.insert({
    ...said,
    id: 'v',
    sessionId: 'other',
    role: 'user',
    content: [{ type: 'attachment', attachment: attachment('a', 'image') }],
  })
  toolCalls.insert({ messageId: 'm', toolUseId: 'x', turnId: 't', position: 0, name: 'read_file', input: {} })
  const result = { content: 'ok', isError: false, attachments: [attachment('c', 'image')] }
  toolCalls.finish('m', 'x', result, 1)
  expect(attachments.blobs().toSorted()).toEqual(['a', 'b', 'c'].map((letter) => letter.repeat(64)))
  expect(attachments.inSessions(['s'])).toEqual({ images: 2, documents: 1 })
  expect(attachments.inSessions(['other'])).toEqual({ images: 1, documents: 0 })
  expect(attachments.inSessions(['s', 'other', 'none'])).toEqual({ images: 3, documents: 1 })
  messages.remove('v')
  messages.remove('u')
  expect(attachments.blobs()).toEqual(['c'.repeat(64)])
})

it('neither question reads the messages and calls that carry nothing', () => {
  const steps = queryPlans(opened.database, (listening) => {
    const { attachments } = createStores(listening)
    attachments.blobs()
    attachments.inSessions(['s'])
  })
  const scans = steps.filter((step) => /^SCAN (?:m|c|messages|tool_calls)\b/.test(step))
  expect(scans.toSorted()).toEqual([
    'SCAN c USING INDEX tool_calls_attached',
    'SCAN m USING INDEX messages_attached',
  ])
  expect(steps.filter((step) => /^SEARCH [mc] /.test(step)).every((step) => step.includes('_attached'))).toBe(
    true,
  )
})
