import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import type { Budget } from '../../src-shared/domain/schedule.ts'
import { defaultSettings } from '../../src-shared/domain/settings.ts'
import type { TurnStatus } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { createBudgetDesk } from '../budgets/budget-desk.ts'
import { ModelError, type ModelReply, type ReplyBlock } from '../models/model-client.ts'
import { noMask } from '../secrets/secret-mask.ts'
import { createQuestionLog } from '../questions/question-log.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { createDispatcher } from './dispatcher.ts'
import { createLiveMessages } from './live-messages.ts'
import { fakeKeeping } from '../testing/fake-rooms.ts'
import { harmless } from '../permissions/operation.ts'
import { placeOf } from './place-of.ts'
import { createToolSettler } from './settle-tools.ts'
import { defineTool } from './tools/define-tool.ts'
import { createTurnLedger } from './turn-ledger.ts'
import type { TurnObserver } from './turn-observer.ts'

type Step = ReplyBlock[] | ModelError | Promise<never>

let core: TestCore
let acted: number
let steps: Step[]
/** The letter is on its way until this resolves. */
let posted: Promise<void>
beforeEach(() => {
  core = createTestCore()
  acted = 0
  steps = []
  posted = Promise.resolve()
})
afterEach(() => core.close())

/** Sends a letter, which cannot be taken back. */
const sendLetter = defineTool({
  name: 'send_letter',
  description: 'Sends a letter.',
  schema: z.object({}),
  title: 'Send a letter',
  effects: ['write-inside'],
  kind: 'act',
  operation: () => Promise.resolve({ ...harmless('Send a letter'), effects: ['write-inside'] }),
  label: () => 'Send a letter',
  run: async () => {
    acted++
    await posted
    return { content: 'Sent.', isError: false }
  },
})
const call: ReplyBlock = { type: 'tool_use', id: 'u1', name: 'send_letter', input: {} }
const says = (text: string): ReplyBlock[] => [{ type: 'text', text }]

function build(options: { observer?: TurnObserver; budget?: Budget } = {}) {
  const ledger = createTurnLedger(
    core,
    createQuestionLog(
      core,
      { onClosed: () => undefined },
      () => 'c',
      () => null,
    ),
    {
      onStep: (turn, step, work) => options.observer?.onStep(turn, step, work),
    },
  )
  const { blobs, history } = fakeKeeping()
  const settler = createToolSettler(core, {
    ledger,
    builtIn: [sendLetter],
    blobs,
    history,
    secrets: { mask: () => noMask },
    bus: core.bus,
    commitContext: () => {
      throw new Error('no tool here only writes rows')
    },
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
    live: createLiveMessages(core.bus, () => noMask),
    settler,
    bus: core.bus,
    tools: { of: () => Promise.resolve([sendLetter]), leave: () => undefined },
    blobs,
    reach: () => ({ model: 'm', window: 200_000 }),
    client: () => Promise.resolve({ complete }),
    limits: () => ({ limits: options.budget ?? {}, retries: 2 }),
    place: (turn) => Promise.resolve(placeOf(core.stores, turn, '/')),
    promptParts: () => Promise.resolve([]),
    budgets: createBudgetDesk(core, {
      settings: { get: () => defaultSettings },
      connections: { find: () => undefined, list: () => [] },
      startOfDay: () => 0,
    }),
    onHold: () => [],
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
    const permission = { permission: 'full', tools: {} } as const
    const place = { ...permission, scheduleId: null, workingDirectory: null, createdAt: at }
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
    asked: { model: 'm', connectionId: 'c' },
    calledAt: core.clock.now(),
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

it('a turn whose end could not be written is ended as soon as it can be, and does not block its session', async () => {
  const turnId = queueTurn()
  steps = [says('Done.')]
  let broken = true
  const { dispatcher } = build({
    observer: {
      onStep(_turn, step) {
        if (step.kind === 'ended' && broken) throw new Error('The observer broke.')
      },
    },
  })
  dispatcher.start()
  await dispatcher.drain()
  expect(status(turnId)).toBe('running')
  broken = false
  core.clock.advance(15_000)
  expect(core.stores.turns.get(turnId)).toMatchObject({ status: 'failed', failure: { code: 'internal' } })
})

it('a queued turn that a full disk kept from starting starts when there is room', async () => {
  const turnId = queueTurn()
  steps = [says('Hello.')]
  const { dispatcher } = build()
  core.diskIsFull = true
  dispatcher.start()
  await dispatcher.drain()
  expect(status(turnId)).toBe('queued')
  core.diskIsFull = false
  core.clock.advance(15_000)
  await dispatcher.drain()
  expect(status(turnId)).toBe('succeeded')
})

it('a turn that is cancelled at the moment in which it pauses is cancelled', async () => {
  const turnId = queueTurn()
  steps = [[call], says('Never said.')]
  const { dispatcher } = build({ budget: { steps: 1 } })
  let cancelled: Promise<unknown> = Promise.resolve()
  core.bus.subscribe(({ event, data }) => {
    if (event === 'turn.changed' && data.status === 'waiting') cancelled = dispatcher.cancel(turnId)
  })
  dispatcher.start()
  await dispatcher.drain()
  await cancelled
  expect(status(turnId)).toBe('cancelled')
  expect(core.stores.questions.openOfTurn(turnId)).toEqual([])
})

it('what a tool has done while the process ends is kept as done', async () => {
  const turnId = queueTurn()
  let arrive = (): void => undefined
  posted = new Promise((resolve) => (arrive = resolve))
  steps = [[call]]
  const { dispatcher } = build()
  dispatcher.start()
  while (acted === 0) await new Promise((resolve) => setImmediate(resolve))
  const stopped = dispatcher.stop()
  arrive()
  await stopped
  expect(status(turnId)).toBe('running')
  expect(core.stores.toolCalls.unfinished(turnId)).toEqual([])
})
