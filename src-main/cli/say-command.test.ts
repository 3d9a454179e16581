import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { type FakeApplication, startFakeApplication } from './testing/fake-application.ts'
import { sampleQuestion } from './testing/samples.ts'

let app: FakeApplication
beforeEach(async () => {
  app = await startFakeApplication()
})
afterEach(() => app.close())

function callsTo(route: string): unknown[] {
  return app.calls.filter((call) => call.route === route).map((call) => call.input)
}

const conversationId = 'conversation_1'
const base = {
  id: 'turn_1',
  conversationId,
  sessionId: 's',
  runId: null,
  queuedAt: 0,
  startedAt: 0,
  endedAt: null,
  usage: noUsage,
}
const succeeded: Turn = { ...base, status: 'succeeded' }

function appended(id: string, content: Message['content']): void {
  const data: Message = {
    id,
    conversationId,
    sessionId: 's',
    turnId: 'turn_1',
    at: 0,
    role: 'assistant',
    answers: null,
    replyTo: null,
    content,
  }
  app.events.publish({ event: 'message.appended', data })
}
function delta(messageId: string, offset: number, text: string, turnId = 'turn_1'): void {
  app.events.publish({
    event: 'message.delta',
    data: { conversationId, turnId, messageId, kind: 'text', offset, text },
  })
}
function changed(data: Turn): void {
  app.events.publish({ event: 'turn.changed', data })
}
/** The events come while the message is still being sent: the worst order that there is. */
function onSend(happen: () => void): void {
  app.answers.set('conversations.list', [{ id: conversationId, title: 'Command line' }])
  app.answers.set('conversations.send', () => {
    happen()
    return { turnId: 'turn_1' }
  })
}

test('the answer is printed once, from the stream and from what only the message has', async () => {
  onSend(() => {
    delta('m0', 0, 'somebody else', 'turn_0')
    delta('m1', 0, 'Hel')
    delta('m1', 3, 'lo')
    appended('m1', [
      { type: 'text', text: 'Hello you' },
      { type: 'tool_use', id: 't', name: 'read_file', input: {}, label: 'Read a.txt' },
    ])
    appended('m2', [{ type: 'text', text: 'Done.' }])
    changed(succeeded)
  })
  expect(await app.run(['say', 'hi', 'there'])).toEqual({
    code: 0,
    out: 'Hello you\n\nDone.\n',
    err: '[Read a.txt]\n',
  })
  expect(callsTo('conversations.send')).toEqual([{ conversationId, text: 'hi there' }])
})

test('/new alone begins a new session of the conversation, and says nothing to the model', async () => {
  app.answers.set('conversations.list', [{ id: conversationId, title: 'Command line' }])
  app.answers.set('sessions.start', { id: 'session_2' })
  const { code, out } = await app.run(['say', '/new'])
  expect(code).toBe(0)
  expect(out).toContain('A new session has begun.')
  expect(callsTo('sessions.start')).toEqual([{ conversationId }])
  expect(callsTo('conversations.send')).toEqual([])
})

test('with --json the whole comes at the end', async () => {
  onSend(() => {
    appended('m1', [{ type: 'text', text: 'Done.' }])
    changed(succeeded)
  })
  const { out } = await app.run(['say', 'hi', '--json'])
  expect(JSON.parse(out)).toEqual({
    turnId: 'turn_1',
    conversationId,
    status: 'succeeded',
    text: 'Done.',
    questions: [],
    failure: null,
  })
})

test('a turn that waits shows its question and how to answer it', async () => {
  app.answers.set('questions.list', [
    sampleQuestion(),
    sampleQuestion({ id: 'question_other', turnId: 'turn_9' }),
  ])
  onSend(() => changed({ ...base, status: 'waiting', questionIds: ['question_abc1'] }))
  const { code, out } = await app.run(['say', 'hi'])
  expect(code).toBe(0)
  expect(out).toContain('Which one?\n   dormouse answer question_abc1 <text>')
  expect(out).not.toContain('question_other')
})

test('a turn that fails ends with 1 and its reason', async () => {
  const failure = { code: 'overloaded', message: 'The model is overloaded. Try again later.' } as const
  onSend(() => changed({ ...base, status: 'failed', failure }))
  expect(await app.run(['say', 'hi'])).toEqual({
    code: 1,
    out: '',
    err: 'The model is overloaded. Try again later.\n',
  })
})

test('an application that quits in the middle is said to have quit', async () => {
  onSend(() => void app.close())
  expect((await app.run(['say', 'hi'])).code).not.toBe(0)
})

test('without its own conversation one is made; --conversation names another', async () => {
  onSend(() => changed(succeeded))
  app.answers.set('conversations.list', [{ id: 'conversation_9', title: 'Trip' }])
  app.answers.set('conversations.create', { id: 'conversation_new' })
  await app.run(['say', 'hi'])
  await app.run(['say', 'hi', '--conversation', '9'])
  await app.run(['say', 'hi', '--conversation', 'background_1'])
  expect(callsTo('conversations.create')).toEqual([{ title: 'Command line' }])
  expect(callsTo('conversations.send')).toMatchObject([
    { conversationId: 'conversation_new' },
    { conversationId: 'conversation_9' },
    { conversationId: 'background_1' },
  ])
})
