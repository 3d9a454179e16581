import { afterEach, beforeEach, expect, it } from 'vitest'
import { faults } from '../models/practice/faults.ts'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let chat: string
beforeEach(async () => {
  resident = await startResident()
  chat = (await resident.call('conversations.create', {})).id
})
afterEach(() => resident.end())

const say = async (text: string, extra: { clientId?: string; replyTo?: string } = {}): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text, ...extra })).turnId
const session = async () => (await resident.call('conversations.get', { id: chat })).session
const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}

it('success keeps the session; the follow-up uses it', async () => {
  resident.model.add({ reply: says('The button is blue.') }, { reply: says('Green.') })
  await resident.turnIs(await say('make a button'), 'succeeded')
  const before = await session()
  await resident.turnIs(await say('make the button green'), 'succeeded')
  expect((await session())?.id).toBe(before?.id)
  expect(lastRequest()).toContain('The button is blue.')
})

it('so does failure, and the follow-up knows what went wrong', async () => {
  resident.model.add({ reply: faults.wrongKey() }, { reply: says('The key was refused.') })
  await resident.turnIs(await say('make a button'), 'failed')
  const before = await session()
  await resident.turnIs(await say('explain the error'), 'succeeded')
  expect((await session())?.id).toBe(before?.id)
  expect(lastRequest()).toContain('make a button')
  expect(lastRequest()).toContain('turn-outcome')
})

it('so does cancellation, and what was streamed before it stays', async () => {
  const hold = createHold(6)
  resident.model.add(
    { reply: says('The first half and the second half.', { hold }) },
    { reply: says('On it.') },
  )
  const turnId = await say('write a long text')
  await hold.reached
  await resident.until(async () => {
    const [live] = (await resident.call('conversations.get', { id: chat })).live
    return live?.text.startsWith('The first') ? true : undefined
  })
  await resident.call('turns.cancel', { turnId })
  const before = await session()
  await resident.turnIs(await say('continue'), 'succeeded')
  expect((await session())?.id).toBe(before?.id)
  expect(lastRequest()).toContain('The first')
  expect(lastRequest()).toContain('status="cancelled"')
})

it('so does a restart', async () => {
  resident.model.add({ reply: says('The button is blue.') }, { reply: says('Green.') })
  await resident.turnIs(await say('make a button'), 'succeeded')
  const before = await session()
  await resident.restart()
  await resident.turnIs(await say('make it green'), 'succeeded')
  expect((await session())?.id).toBe(before?.id)
  expect(lastRequest()).toContain('The button is blue.')
})

it('`/new` starts a fresh one; the old can be read and resumed', async () => {
  resident.model.add(
    { reply: says('Secret plan.') },
    { reply: says('Hello.') },
    { reply: says('On with it.') },
  )
  await resident.turnIs(await say('plan'), 'succeeded')
  const old = await session()
  const started = await resident.call('sessions.start', { conversationId: chat })
  expect(await session()).toEqual(started)
  await resident.turnIs(await say('hi'), 'succeeded')
  expect(lastRequest()).not.toContain('Secret plan.')
  const { messages } = await resident.call('conversations.messages', { conversationId: chat })
  expect(messages.map((m) => m.role)).toEqual(['user', 'assistant', 'divider', 'user', 'assistant'])
  expect(await resident.call('sessions.resume', { sessionId: old?.id ?? '' })).toEqual(old)
  await resident.turnIs(await say('go on with the plan'), 'succeeded')
  expect(lastRequest()).toContain('Secret plan.')
  expect(lastRequest()).not.toContain('Hello.')
})

it('the same message sent twice by a shaky transport is one message', async () => {
  resident.model.add({ reply: says('Once.') })
  const [a, b] = [await say('hello', { clientId: 'x1' }), await say('hello', { clientId: 'x1' })]
  expect(a).toBe(b)
  await resident.turnIs(a, 'succeeded')
  const { messages } = await resident.call('conversations.messages', { conversationId: chat })
  expect(messages).toHaveLength(2)
  resident.model.assertDone()
})

it('a message during a turn is queued and never lost', async () => {
  const hold = createHold(2)
  resident.model.add({ reply: says('First answer.', { hold }) }, { reply: says('Second answer.') })
  const first = await say('one')
  await hold.reached
  const second = await say('two')
  expect((await resident.call('conversations.get', { id: chat })).activeTurns.map((t) => t.status)).toEqual([
    'running',
    'queued',
  ])
  hold.release()
  await resident.turnIs(first, 'succeeded')
  await resident.turnIs(second, 'succeeded')
  expect(lastRequest()).toContain('First answer.')
})

it('a chat whose turn waits for an answer still takes an ordinary message', async () => {
  resident.model.add({ reply: calls(['ask_user', { question: 'Which file?' }]) })
  const waiting = await say('clean up')
  await resident.turnIs(waiting, 'waiting')
  resident.model.add({ reply: says('Sunny.') })
  await resident.turnIs(await say('what is the weather tomorrow?'), 'succeeded')
  const [question] = await resident.call('questions.list', { status: 'open' })
  resident.model.add({ reply: says('Cleaned notes.txt.') })
  await resident.call('questions.answer', {
    id: question?.id ?? '',
    answer: { kind: 'text', text: 'notes.txt' },
  })
  await resident.turnIs(waiting, 'succeeded')
  expect(lastRequest()).toContain('Sunny.')
})

it('transient failures are tried again from the last committed step, as late as the server asks', async () => {
  resident.model.add(
    { reply: calls(['list_directory', {}]) },
    { reply: faults.rateLimited('7') },
    { reply: faults.overloaded() },
    { reply: says('Listed.') },
  )
  const turnId = await say('list')
  await resident.model.received(2)
  await retryAfter(7000)
  await resident.model.received(3)
  await retryAfter(2500)
  await resident.turnIs(turnId, 'succeeded')
  const results = resident.events.filter((e) => e.event === 'message.changed')
  expect(results).toHaveLength(1)
  resident.model.assertDone()

  /** The retry's timer is set right after the failure; the clock moves until the next request is there. */
  async function retryAfter(ms: number): Promise<void> {
    const before = resident.model.requests.length
    while (resident.model.requests.length === before) {
      resident.clock.advance(ms / 10)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
})

it('terminal events are sent once', async () => {
  resident.model.add({ reply: says('Done.') })
  const turnId = await say('go')
  await resident.turnIs(turnId, 'succeeded')
  const ends = resident.events.filter(
    (e) => e.event === 'turn.changed' && e.data.id === turnId && e.data.status === 'succeeded',
  )
  expect(ends).toHaveLength(1)
})

it('a page of messages brings the turns of it that failed or were cancelled, for windows that open late', async () => {
  resident.model.add({ reply: says('Fine.') }, { reply: faults.wrongKey() })
  await resident.turnIs(await say('one'), 'succeeded')
  const failed = await say('two')
  await resident.turnIs(failed, 'failed')
  const page = await resident.call('conversations.messages', { conversationId: chat })
  expect(page.turns).toMatchObject([{ id: failed, status: 'failed', failure: { code: 'authentication' } }])
})

it('a retry does the work of a failed turn again in the same session', async () => {
  resident.model.add({ reply: faults.wrongKey() }, { reply: says('Now it works.') })
  const failed = await say('make a button')
  await resident.turnIs(failed, 'failed')
  const again = await resident.call('turns.retry', { turnId: failed })
  await resident.turnIs(again.id, 'succeeded')
  expect(again.sessionId).toBe((await session())?.id)
  expect(lastRequest().match(/make a button/g)).toHaveLength(2)
})

it('an answer that comes after the window was closed is announced, and one that is watched is not', async () => {
  resident.model.add({ reply: says('Seen.') }, { reply: says('Not seen.') })
  await resident.turnIs(await say('one'), 'succeeded')
  expect(resident.desktop.shown).toEqual([])
  resident.desktop.isMainVisible = () => false
  await resident.turnIs(await say('two'), 'succeeded')
  expect(resident.desktop.shown).toMatchObject([{ body: 'Not seen.', place: { conversationId: chat } }])
})

it('a queued message that was stopped before its turn stays in the context, and so does that it was stopped', async () => {
  const hold = createHold(2)
  resident.model.add({ when: 'first', reply: says('One.', { hold }) }, { reply: says('Three.') })
  const first = await say('first')
  await hold.reached
  const second = await say('second')
  await resident.call('turns.cancel', { turnId: second })
  hold.release()
  await resident.turnIs(first, 'succeeded')
  await resident.turnIs(await say('third'), 'succeeded')
  expect(lastRequest()).toMatch(/second[^]*status="cancelled"[^]*third/)
})
