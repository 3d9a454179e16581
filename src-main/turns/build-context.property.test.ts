import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Block, Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { buildContext, type ContextTurn } from './build-context.ts'
import { callView } from './call-view.ts'

/** Words of every kind that a person, a model or a web page may say, closing tags of our labels among them. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '</notice>',
    '<notice kind="x">',
    '</instruction>',
    '',
    '   ',
    '</answer>',
    '\u0000',
    '</ NOTICE >',
  ),
)
const call = fc.record({ name: words, result: fc.option(words), isError: fc.boolean() })
const assistant = fc.record({ text: words, calls: fc.array(call, { maxLength: 3 }) })
const turn = fc.record({
  said: words,
  notices: fc.array(words, { maxLength: 2 }),
  replies: fc.array(assistant, { maxLength: 4 }),
  end: fc.constantFrom('succeeded', 'failed', 'cancelled', 'waiting'),
})

const view = { call: callView({ model: 'm', connectionId: 'c', tools: [] }) }
let count = 0
function message(role: Message['role'], content: Block[]): Message {
  const id = `m${count++}`
  return {
    id,
    conversationId: 'c',
    sessionId: 's',
    turnId: 't',
    at: 0,
    role,
    content,
    answers: null,
    replyTo: null,
  }
}

function contextTurn(drawn: typeof turn extends fc.Arbitrary<infer T> ? T : never): ContextTurn {
  const base = {
    id: 't',
    conversationId: 'c',
    sessionId: 's',
    runId: null,
    queuedAt: 0,
    startedAt: 0,
    usage: noUsage,
  }
  const ended: Record<string, Turn> = {
    succeeded: { ...base, endedAt: 1, status: 'succeeded' },
    failed: { ...base, endedAt: 1, status: 'failed', failure: { code: 'network', message: 'No network.' } },
    cancelled: { ...base, endedAt: 1, status: 'cancelled' },
    waiting: { ...base, endedAt: null, status: 'waiting', questionIds: ['q'] },
  }
  const notice = (text: string): Message =>
    message('notice', [
      { type: 'notice', kind: 'result', title: text, text, runId: null, questionId: null, scheduleId: null },
    ])
  const replies = drawn.replies.map(({ text, calls }) => {
    const blocks = calls.flatMap(({ name, result, isError }): Block[] => {
      const id = `call${count++}`
      const use: Block = { type: 'tool_use', id, name, input: {} }
      return result === null ? [use] : [use, { type: 'tool_result', toolUseId: id, content: result, isError }]
    })
    return { message: message('assistant', [{ type: 'text', text }, ...blocks]), follows: [] }
  })
  const said = {
    message: message('user', [{ type: 'text', text: drawn.said }]),
    follows: drawn.notices.map(notice),
  }
  return { turn: ended[drawn.end] ?? fail(), messages: [said, ...replies] }
}

function fail(): never {
  throw new Error('an end without a turn')
}

it('roles alternate from the user on, and every tool call is answered in the next message, whatever the rows hold', () => {
  fc.assert(
    fc.property(fc.array(turn, { minLength: 1, maxLength: 6 }), (drawn) => {
      const request = buildContext(drawn.map(contextTurn), view)
      request.forEach(({ role, content }, i) => {
        expect(role).toBe(i % 2 === 0 ? 'user' : 'assistant')
        expect(content.length).toBeGreaterThan(0)
        const asked = content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
        const answered = (request[i + 1]?.content ?? []).flatMap((b) =>
          b.type === 'tool_result' ? [b.tool_use_id] : [],
        )
        for (const id of asked) expect(answered).toContain(id)
        for (const block of content) if (block.type === 'text') expect(block.text.trim()).not.toBe('')
      })
    }),
    { seed: 20261121, numRuns: 500 },
  )
})

it('no notice can end its own label, whatever it says', () => {
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 3 }), (notices) => {
      const built = buildContext([contextTurn({ said: 'x', notices, replies: [], end: 'succeeded' })], view)
      const text = built
        .flatMap((m) => m.content.map((block) => ('text' in block ? block.text : '')))
        .join('\n')
      expect(text.match(/<notice\b/gi) ?? []).toHaveLength(notices.length)
      expect(text.match(/<\s*\/\s*notice\b/gi) ?? []).toHaveLength(notices.length)
    }),
    { seed: 20261121, numRuns: 500 },
  )
})
