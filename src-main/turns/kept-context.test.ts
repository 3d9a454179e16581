import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Block, Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { callView } from './call-view.ts'
import { createKeptContext, type KeptContext } from './kept-context.ts'
import { contextMessages, readContext } from './read-context.ts'

let core: TestCore
let conversationId: string
let sessionId: string
beforeEach(() => {
  core = createTestCore()
  const { stores, ids, clock } = core
  conversationId = ids.next('conversation')
  sessionId = ids.next('session')
  const at = clock.now()
  stores.conversations.insert({
    id: conversationId,
    kind: 'chat',
    title: 'T',
    permission: 'full',
    tools: {},
    scheduleId: null,
    workingDirectory: null,
    createdAt: at,
    updatedAt: at,
  })
  stores.sessions.insert({
    id: sessionId,
    conversationId,
    runtime: 'built-in',
    connectionId: 'c',
    model: null,
    workingDirectory: null,
    reason: 'first',
    createdAt: at,
  })
})
afterEach(() => core.close())

const call = callView({ model: 'm', connectionId: 'c', tools: [] })
const noBlobs = { read: () => Promise.resolve(null) }

function begin(): Turn {
  const { stores, ids, clock } = core
  const id = ids.next('turn')
  stores.turns.insert({
    id,
    conversationId,
    sessionId,
    runId: null,
    lane: 'chat',
    queuedAt: clock.now(),
  })
  stores.turns.change(id, { status: 'running', at: clock.now() })
  return stores.turns.get(id) ?? fail()
}

function insert(turnId: string, role: 'user' | 'assistant', content: Block[]): Message {
  const place = { conversationId, sessionId, turnId, at: core.clock.now() }
  return core.stores.messages.insert({ ...place, id: core.ids.next('message'), role, content })
}

function say(turnId: string, role: 'user' | 'assistant', ...content: Block[]): Message {
  return core.unitOfWork.run((work) => {
    const message = insert(turnId, role, content)
    work.publish('message.appended', message)
    return message
  })
}

/** `count` turns that have ended, each of a message and an answer. */
function history(count: number): Message[] {
  const one = (_: unknown, n: number): Message => {
    const turn = begin()
    const asked = insert(turn.id, 'user', [text(`Question ${n}`)])
    insert(turn.id, 'assistant', [text(`Answer ${n}`)])
    core.stores.turns.change(turn.id, { status: 'succeeded', at: core.clock.now() })
    return asked
  }
  return core.unitOfWork.run(() => Array.from({ length: count }, one))
}

const text = (words: string): Block => ({ type: 'text', text: words })
const keep = (turn: Turn): KeptContext =>
  createKeptContext({ stores: core.stores, bus: core.bus, blobs: noBlobs }, turn)
const fromNothing = (turn: Turn) => contextMessages(readContext(core.stores, sessionId, turn.id), { call })
const remove = (message: Message): void =>
  core.unitOfWork.run((work) => {
    core.stores.messages.remove(message.id)
    work.publish('message.removed', { id: message.id, conversationId })
  })

it('what stands before a turn is read once for all its calls, and what it adds is seen', async () => {
  history(120)
  const turn = begin()
  say(turn.id, 'user', text('Go on.'))
  const context = keep(turn)
  const first = await context.build(call)
  expect(first.messages).toEqual(fromNothing(turn))
  say(turn.id, 'assistant', text('On it.'))
  const second = await context.build(call)
  expect(second.messages).toEqual(fromNothing(turn))
  expect(second.messages).toHaveLength(first.messages.length + 1)
  expect(second.messages[0]).toBe(first.messages[0])
  context.end()
})

it('a message that is deleted between two calls, or while one is built, is not in the request', async () => {
  const [first, second, third] = history(200)
  const turn = begin()
  say(turn.id, 'user', text('Go on.'))
  const context = keep(turn)
  await context.build(call)
  remove(first ?? fail())
  expect((await context.build(call)).messages).toEqual(fromNothing(turn))
  // Nothing is kept now, so that it takes its time.
  remove(second ?? fail())
  const building = context.build(call)
  remove(third ?? fail())
  const { messages } = await building
  expect(messages).toEqual(fromNothing(turn))
  expect(JSON.stringify(messages)).not.toMatch(/Question [012]"/)
})

it('what never rests is read at once in the end', async () => {
  const asked = history(400)
  const turn = begin()
  say(turn.id, 'user', text('Go on.'))
  const context = keep(turn)
  let isBuilt = false
  const building = context.build(call).then((built) => {
    isBuilt = true
    return built
  })
  while (!isBuilt) {
    const message = asked.pop()
    if (message) remove(message)
    await yieldToEvents()
  }
  await building
  expect(asked.length).toBeGreaterThan(0)
})

it('another turn that ends, a notice that is followed, and another model are seen by the next call', async () => {
  history(3)
  const waiting = begin()
  say(waiting.id, 'user', text('Wait.'))
  core.stores.turns.change(waiting.id, { status: 'waiting' })
  const turn = begin()
  say(turn.id, 'user', text('Go on.'))
  say(turn.id, 'assistant', { type: 'tool_use', id: 'u', name: 'look', input: {} })
  const context = keep(turn)
  await context.build(call)
  core.unitOfWork.run((work) => {
    core.stores.turns.change(waiting.id, { status: 'cancelled', at: core.clock.now() })
    work.publish('turn.changed', core.stores.turns.get(waiting.id) ?? fail())
  })
  const { messages } = await context.build(call)
  expect(messages).toEqual(fromNothing(turn))
  expect(JSON.stringify(messages)).toContain('stopped before its end')
  const other = callView({ model: 'other', connectionId: 'c', tools: [{ name: 'look' }] })
  const rows = readContext(core.stores, sessionId, turn.id)
  expect((await context.build(other)).messages).toEqual(contextMessages(rows, { call: other }))
})

it('an attached file is read and encoded once for all calls of a turn', async () => {
  const bytes = Buffer.from(Array.from({ length: 2_000_003 }, (_, n) => n % 251))
  let reads = 0
  const blobs = {
    read: (hash: string) => {
      reads += 1
      return Promise.resolve(hash === 'there' ? bytes : null)
    },
  }
  const context = createKeptContext({ stores: core.stores, bus: core.bus, blobs }, begin())
  expect(await context.encoded('there')).toBe(bytes.toString('base64'))
  await context.encoded('there')
  expect(reads).toBe(1)
  expect(await context.encoded('gone')).toBeNull()
})

function fail(): never {
  throw new Error('It is not there.')
}
