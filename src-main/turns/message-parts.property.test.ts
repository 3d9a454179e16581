import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Block, Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { buildContext } from './build-context.ts'
import { callView } from './call-view.ts'

const models = ['claude-sonnet-5', 'claude-2.1', 'other-model', undefined]
const connections = ['a', 'practice']
const names = ['read_file', 'glob', 'mcp__x__y']
const picture = {
  kind: 'image',
  mediaType: 'image/png',
  blob: 'a'.repeat(64),
  bytes: 5,
  name: 'p.png',
} as const

const call = fc.record({
  name: fc.constantFrom(...names),
  result: fc.constantFrom('none', 'text', 'picture', 'error'),
})
const reply = fc.record({
  model: fc.constantFrom(...models),
  connectionId: fc.constantFrom(...connections),
  thinks: fc.boolean(),
  text: fc.constantFrom('', ' ', 'words'),
  calls: fc.array(call, { maxLength: 4 }),
})
const turn = fc.record({ attaches: fc.boolean(), replies: fc.array(reply, { maxLength: 4 }) })
const view = fc.record({
  model: fc.constantFrom('claude-sonnet-5', 'claude-2.1', 'other-model'),
  connectionId: fc.constantFrom(...connections),
  tools: fc.subarray(names).map((chosen) => chosen.map((name) => ({ name }))),
})

type Drawn<T> = T extends fc.Arbitrary<infer V> ? V : never

function contextTurns(drawn: readonly Drawn<typeof turn>[]) {
  let count = 0
  const message = (role: Message['role'], content: Block[], by: Partial<Message> = {}): Message => {
    count += 1
    const ids = { id: `m${count}`, conversationId: 'c', sessionId: 's', turnId: 't' }
    return { ...ids, at: 0, role, content, answers: null, replyTo: null, ...by }
  }
  const ended: Turn = {
    id: 't',
    conversationId: 'c',
    sessionId: 's',
    runId: null,
    queuedAt: 0,
    startedAt: 0,
    endedAt: 1,
    usage: noUsage,
    status: 'succeeded',
  }
  const blocks = (of: Drawn<typeof call>): Block[] => {
    count += 1
    const id = `call${count}`
    const use: Block = { type: 'tool_use', id, name: of.name, input: {} }
    if (of.result === 'none') return [use]
    const attachments = of.result === 'picture' ? { attachments: [picture] } : {}
    const isError = of.result === 'error'
    return [use, { type: 'tool_result', toolUseId: id, content: 'x', isError, ...attachments }]
  }
  return drawn.map(({ attaches, replies }) => {
    const attached: Block[] = attaches ? [{ type: 'attachment', attachment: picture }] : []
    const said = message('user', [{ type: 'text', text: 'go' }, ...attached])
    const answers = replies.map(({ model, connectionId, thinks, text, calls }) => {
      const thought: Block[] = thinks ? [{ type: 'thinking', thinking: 'Hm.', signature: 's' }] : []
      const content: Block[] = [...thought, { type: 'text', text }, ...calls.flatMap(blocks)]
      return message('assistant', content, model === undefined ? {} : { model, connectionId })
    })
    return { turn: ended, messages: [said, ...answers].map((each) => ({ message: each, follows: [] })) }
  })
}

it('a request never holds a call without its result nor a result without its call, whatever is converted', () => {
  fc.assert(
    fc.property(fc.array(turn, { minLength: 1, maxLength: 4 }), view, (drawn, wished) => {
      const request = buildContext(contextTurns(drawn), { call: callView(wished) })
      request.forEach(({ role, content }, i) => {
        expect(role).toBe(i % 2 === 0 ? 'user' : 'assistant')
        expect(content.length).toBeGreaterThan(0)
        const asked = content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
        const answered = (request[i + 1]?.content ?? []).flatMap((block) =>
          block.type === 'tool_result' ? [block.tool_use_id] : [],
        )
        expect(answered).toEqual(asked)
        const rest = content.findIndex(({ type }) => type !== 'tool_result')
        if (rest !== -1) expect(content.slice(rest).every(({ type }) => type !== 'tool_result')).toBe(true)
      })
      expect(request[0]?.content.some(({ type }) => type === 'tool_result')).toBe(false)
    }),
    { seed: 20261121, numRuns: 400 },
  )
})

it('nothing is sent that the model does not take', () => {
  fc.assert(
    fc.property(fc.array(turn, { minLength: 1, maxLength: 4 }), view, (drawn, wished) => {
      const seen = callView(wished)
      const turns = contextTurns(drawn)
      const blocks = buildContext(turns, { call: seen }).flatMap(({ content }) =>
        content.flatMap((block) =>
          block.type === 'tool_result' && typeof block.content !== 'string' ? [...block.content] : [block],
        ),
      )
      const types = blocks.map(({ type }) => type)
      if (!seen.takes.images) expect(types).not.toContain('kept')
      const own = turns.at(-1)?.messages.filter(({ message: { model, connectionId, content } }) => {
        const isOwn = model === wished.model && connectionId === wished.connectionId
        return isOwn && content.some(({ type }) => type === 'thinking')
      })
      expect(types.filter((type) => type === 'thinking')).toHaveLength(own?.length ?? 0)
    }),
    { seed: 20261121, numRuns: 400 },
  )
})
