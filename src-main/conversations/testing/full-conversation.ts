import type { Block } from '../../../src-shared/domain/message.ts'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { noUsage } from '../../../src-shared/domain/usage.ts'
import type { TestCore } from '../../testing/test-core.ts'

/** A picture of one pixel. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** A conversation with everything that one can have: ways, a compaction, files, a long result, notices, a turn that waits. */
export function makeFullConversation(core: TestCore, picture: Attachment): string {
  const { stores, clock } = core
  const id = 'conversation_full'
  let seq = 0
  const place = { conversationId: id }
  const say = (
    key: string,
    sessionId: string | null,
    turnId: string | null,
    role: 'user' | 'assistant' | 'notice' | 'divider',
    content: Block[],
  ): number => {
    clock.advance(1000)
    const writer = role === 'assistant' ? { model: 'claude-x', connectionId: 'known' } : {}
    stores.messages.insert({
      id: key,
      ...place,
      sessionId,
      turnId,
      at: clock.now(),
      role,
      content,
      ...writer,
    })
    seq = stores.transcripts.lastSeq(id)
    return seq
  }
  const text = (words: string): Block => ({ type: 'text', text: words })
  const turn = (key: string, sessionId: string): void =>
    stores.turns.insert({ id: key, ...place, sessionId, runId: null, lane: 'chat', queuedAt: clock.now() })
  const session = (key: string, extra: object = {}): void =>
    stores.sessions.insert({
      id: key,
      ...place,
      runtime: 'built-in',
      connectionId: 'known',
      model: 'claude-x',
      workingDirectory: '/home/me/secret-project',
      reason: 'first',
      createdAt: clock.now(),
      ...extra,
    })
  const end = (key: string): void => stores.turns.change(key, { status: 'succeeded', at: clock.now() })

  stores.conversations.insert({
    id,
    kind: 'chat',
    title: 'Everything',
    scheduleId: null,
    workingDirectory: '/home/me/secret-project',
    permission: 'full',
    tools: {},
    createdAt: clock.now(),
    updatedAt: clock.now(),
    titleBy: 'model',
  })
  session('s1')
  turn('t1', 's1')
  say('m1', 's1', 't1', 'user', [{ type: 'attachment', attachment: picture }, text('look at this')])
  say('m2', 's1', 't1', 'assistant', [
    { type: 'thinking', thinking: 'Hm.', signature: 'signed' },
    text('Looking.'),
    { type: 'tool_use', id: 'c1', name: 'read_file', input: { path: 'a.txt' }, label: 'Read a.txt' },
    { type: 'tool_use', id: 'c2', name: 'fetch', input: { url: 'https://example.org' } },
  ])
  for (const [position, [toolUseId, name]] of (
    [
      ['c1', 'read_file'],
      ['c2', 'fetch'],
    ] as const
  ).entries())
    stores.toolCalls.insert({
      messageId: 'm2',
      toolUseId,
      turnId: 't1',
      position: position + 2,
      name,
      input: {},
    })
  stores.toolCalls.start('m2', 'c1', clock.now())
  const long = `${'Zeile mit Ümläuten 😀\n'.repeat(5000)}end`
  const detail = { did: 'Read a.txt', outputBytes: 10 }
  stores.toolCalls.finish('m2', 'c1', { content: long, isError: false, detail }, clock.now() + 5)
  const fetched = {
    content: 'page',
    isError: true,
    attachments: [picture],
    sources: [{ kind: 'web', name: 'example.org' }],
  } as const
  stores.toolCalls.finish('m2', 'c2', fetched, clock.now() + 9)
  say('m3', 's1', 't1', 'assistant', [text('Done.\n```js\nlet open = 1')])
  stores.turns.addUsage('t1', { ...noUsage, inputTokens: 500, outputTokens: 40, steps: 2 }, 12, 'own')
  end('t1')
  say('n1', null, null, 'notice', [
    {
      type: 'notice',
      kind: 'result',
      title: 'Report',
      text: 'All well.',
      runId: 'run_1',
      questionId: null,
      scheduleId: 'schedule_1',
    },
  ])
  turn('t2', 's1')
  const parted = say('m4', 's1', 't2', 'user', [text('and <!-- now')])
  stores.turns.change('t2', {
    status: 'failed',
    at: clock.now(),
    failure: { code: 'network', message: 'No network.' },
  })
  // The other way.
  stores.forks.insert({ id: 'f1', ...place, sessionId: 's1', seq: parted, chosenId: 's1' })
  session('s2', { reason: 'edited', parentId: 's1', parentSeq: parted - 1, forkId: 'f1' })
  stores.forks.choose('f1', 's2')
  turn('t3', 's2')
  say('m5', 's2', 't3', 'user', [text('and then?')])
  const divider = say('d1', 's2', 't3', 'divider', [
    { type: 'divider', reason: 'compacted', text: 'Summarised.' },
  ])
  stores.compactions.insert({
    id: 'k1',
    sessionId: 's2',
    turnId: 't3',
    messageId: 'd1',
    messageSeq: divider,
    at: clock.now(),
    summary: 'They looked at a picture.',
    block: null,
    covers: { sessionId: 's1', endedSeq: stores.transcripts.lastEnded(), turns: [{ id: 't2', seq: parted }] },
    tokensBefore: 540,
  })
  say('m6', 's2', 't3', 'assistant', [text('Then this.')])
  end('t3')
  say('a1', null, null, 'user', [text('yes, do it')])
  turn('t4', 's2')
  say('m7', 's2', 't4', 'user', [text('still to come')])
  session('s3', { reason: 'requested', summary: 'Before: pictures.', summaryOf: 's2' })
  say('d2', 's3', null, 'divider', [{ type: 'divider', reason: 'requested', text: 'New session.' }])
  stores.sessions.makeCurrent({ id: 's2', conversationId: id })
  return id
}
