import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import type { TurnStatus } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { ModelError, type ModelReply, type ReplyBlock } from '../models/model-client.ts'
import { createQuestionLog } from '../questions/question-log.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { createDispatcher } from './dispatcher.ts'
import { createLiveMessages } from './live-messages.ts'
import { createToolSettler } from './settle-tools.ts'
import { defineTool } from './tools/define-tool.ts'
import { createTurnLedger } from './turn-ledger.ts'

type Step = ReplyBlock[] | ModelError | Promise<never>

let core: TestCore
let acted: number
let steps: Step[]
beforeEach(() => {
  core = createTestCore()
  acted = 0
  steps = []
})
afterEach(() => core.close())

/** Sends a letter, which cannot be taken back. */
const sendLetter = defineTool({
  name: 'send_letter',
  description: 'Sends a letter.',
  schema: z.object({}),
  effect: 'act',
  label: () => 'Send a letter',
  run: () => {
    acted++
    return Promise.resolve({ content: 'Sent.', isError: false })
  },
})
const call: ReplyBlock = { type: 'tool_use', id: 'u1', name: 'send_letter', input: {} }
const says = (text: string): ReplyBlock[] => [{ type: 'text', text }]

function build() {
  const ledger = createTurnLedger(core, createQuestionLog(core, { onClosed: () => undefined }), {
    onStep: () => undefined,
  })
  const settler = createToolSettler(core, ledger, [sendLetter], () => {
    throw new Error('no tool here only writes rows')
  })
  const complete = async (): Promise<ModelReply> => {
    const step = steps.shift() ?? says('Nothing planned.')
    if (step instanceof ModelError) throw step
    const content = await step
    const stopReason = content.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn'
    return { model: 'm', content, stopReason, usage: { ...noUsage, steps: 1 } }
  }
  const dispatcher = createDispatcher({
    core,
    ledger,
    live: createLiveMessages(core.bus),
    settler,
    tools: [sendLetter],
    client: () => Promise.resolve({ complete }),
    limits: () => ({ budget: {}, retries: 2 }),
    workingDirectory: () => Promise.resolve('/'),
    startOfDay: () => 0,
  })
  return { dispatcher, ledger }
}

function queueTurn(): string {
  const at = core.clock.now()
  return core.unitOfWork.run(() => {
    const [conversationId, sessionId, id] = [
      core.ids.next('conversation'),
      core.ids.next('session'),
      core.ids.next('turn'),
    ]
    const place = { scheduleId: null, workingDirectory: null, createdAt: at }
    core.stores.conversations.insert({
      id: conversationId,
      kind: 'chat',
      title: 'T',
      updatedAt: at,
      ...place,
    })
    core.stores.sessions.insert({
      id: sessionId,
      conversationId,
      runtime: 'built-in',
      connectionId: 'c',
      model: null,
      workingDirectory: null,
      reason: 'first',
      createdAt: at,
    })
    core.stores.turns.insert({ id, conversationId, sessionId, runId: null, lane: 'chat', queuedAt: at })
    core.stores.messages.insert({
      id: core.ids.next('message'),
      conversationId,
      sessionId,
      turnId: id,
      at,
      role: 'user',
      content: says('go'),
    })
    return id
  })
}
const status = (id: string): TurnStatus | undefined => core.stores.turns.get(id)?.status

it('a tool that acts and was interrupted by a crash is not run again: the model is told to check first', async () => {
  const turnId = queueTurn()
  // Killed between the start of the tool and its result.
  const { ledger } = build()
  ledger.start(turnId)
  const reply = { model: 'm', content: [call], stopReason: 'tool_use', usage: noUsage }
  ledger.commitReply(turnId, {
    messageId: core.ids.next('message'),
    content: [call],
    reply,
    ms: 1,
    outcome: null,
  })
  const [pending] = core.stores.toolCalls.unfinished(turnId)
  if (!pending) throw new Error('the call has no row')
  ledger.startTool(pending, 'Send a letter')

  const { dispatcher } = build()
  steps = [says('I will check.')]
  dispatcher.start()
  await dispatcher.drain()
  expect(acted).toBe(0)
  expect(status(turnId)).toBe('succeeded')
  const [done] = core.stores.toolCalls.ofMessage(pending.messageId)
  expect(done).toMatchObject({
    isError: true,
    result: expect.stringContaining('may or may not have happened'),
  })
})

it('a tool that acts runs once', async () => {
  const turnId = queueTurn()
  steps = [[call], says('Sent it.')]
  const { dispatcher } = build()
  dispatcher.start()
  await dispatcher.drain()
  expect([acted, status(turnId)]).toEqual([1, 'succeeded'])
})

it('a full disk ends the turn with that reason as soon as there is room for the row, and loses no committed one', async () => {
  const turnId = queueTurn()
  let reply: (blocks: ReplyBlock[]) => void = () => undefined
  const waiting = new Promise<ReplyBlock[]>((resolve) => (reply = resolve)) as Promise<never>
  steps = [waiting]
  const { dispatcher } = build()
  dispatcher.start()
  await Promise.resolve()
  core.diskIsFull = true
  reply(says('Too late.'))
  await dispatcher.drain()
  expect(status(turnId)).toBe('running')
  core.diskIsFull = false
  core.clock.advance(15_000)
  expect(core.stores.turns.get(turnId)).toMatchObject({ status: 'failed', failure: { code: 'disk-full' } })
  expect(core.stores.messages.ofTurn(turnId)).toHaveLength(1)
})

it('retries end with the reason of the last failure', async () => {
  const turnId = queueTurn()
  steps = [1, 2, 3].map((n) => new ModelError('network', `No network ${n}.`, { transient: true }))
  const { dispatcher } = build()
  dispatcher.start()
  for (let i = 0; i < 20; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    core.clock.advance(3000)
  }
  await dispatcher.drain()
  expect(core.stores.turns.get(turnId)).toMatchObject({
    status: 'failed',
    failure: { message: 'No network 3.' },
  })
})

it('a cancelled queued turn never starts', async () => {
  const turnId = queueTurn()
  const { dispatcher } = build()
  expect((await dispatcher.cancel(turnId)).status).toBe('cancelled')
  dispatcher.start()
  await dispatcher.drain()
  expect(status(turnId)).toBe('cancelled')
  await expect(dispatcher.cancel(turnId)).rejects.toThrow('already ended')
})
