import { expect, it } from 'vitest'
import { noUsage } from '../../src-shared/domain/usage.ts'
import type { ModelReply, ReplyBlock } from '../models/model-client.ts'
import { judgeReply } from './judge-reply.ts'

const reply = (stopReason: string, ...content: ReplyBlock[]): ModelReply => ({
  model: 'm',
  content,
  stopReason,
  usage: noUsage,
})
const text: ReplyBlock = { type: 'text', text: 'Half of' }
const call = (id: string): ReplyBlock => ({ type: 'tool_use', id, name: 'read_file', input: {} })

it('words without a tool call end the turn; a tool call or a pause goes on', () => {
  expect(judgeReply(reply('end_turn', text)).outcome).toEqual({ kind: 'succeeded' })
  expect(judgeReply(reply('tool_use', text, call('a'), call('b'))).outcome).toBeNull()
  expect(judgeReply(reply('pause_turn')).outcome).toBeNull()
})

it('a cut answer keeps its words, drops its half tool call and says how to go on', () => {
  const judged = judgeReply(reply('max_tokens', text, call('a')))
  expect(judged.content).toEqual([text])
  expect(judged.outcome).toMatchObject({
    kind: 'failed',
    failure: { message: expect.stringContaining('continue') },
  })
})

it('a refusal, an empty answer and tool calls with one id are failures that say so', () => {
  expect(judgeReply(reply('refusal')).outcome).toMatchObject({ failure: { code: 'refusal' } })
  expect(judgeReply(reply('end_turn')).outcome).toMatchObject({ failure: { code: 'misbehaved' } })
  expect(judgeReply(reply('tool_use', call('a'), call('a'))).outcome).toMatchObject({
    failure: { code: 'misbehaved' },
  })
})
