import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src-shared/domain/message.ts'
import { faults } from '../models/practice/faults.ts'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let chat: string
beforeEach(async () => {
  resident = await startResident()
  chat = (await resident.call('conversations.create', { title: 'Chat' })).id
})
afterEach(() => resident.end())

const say = async (text: string, extra: { interrupt?: boolean; clientId?: string } = {}): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text, ...extra })).turnId
const messages = async (): Promise<readonly Message[]> =>
  (await resident.call('conversations.messages', { conversationId: chat })).messages
const words = async (): Promise<string[]> =>
  (await messages()).map(({ content }) =>
    content
      .map((block) => (block.type === 'text' ? block.text : block.type))
      .join(' ')
      .trim(),
  )
const statuses = (turnId: string): string[] =>
  resident.events.flatMap((each) =>
    each.event === 'turn.changed' && each.data.id === turnId ? [each.data.status] : [],
  )
/** These turns in the order in which they began. */
const startedIn = (turnIds: readonly string[]): string[] => {
  const started = resident.events.flatMap((each) =>
    each.event === 'turn.changed' && each.data.status === 'running' ? [each.data.id] : [],
  )
  return turnIds.toSorted((a, b) => started.indexOf(a) - started.indexOf(b))
}
/** The turn has told that it waits before its next try. */
const rests = (turnId: string): Promise<true> =>
  resident.until(async () =>
    statuses(turnId).filter((status) => status === 'running').length > 1 ? true : undefined,
  )
const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}

describe('while a turn is under way', () => {
  it('a message waits, and then stands behind what was said before its turn began', async () => {
    const hold = createHold(2)
    resident.model.add({ when: 'one', reply: says('First.', { hold }) }, { reply: says('Second.') })
    const first = await say('one')
    await hold.reached
    const second = await say('two')
    hold.release()
    await resident.turnIs(first, 'succeeded')
    await resident.turnIs(second, 'succeeded')
    expect(await words()).toEqual(['one', 'First.', 'two', 'Second.'])
    const moved = resident.events.filter((e) => e.event === 'message.appended' && e.data.turnId === second)
    expect(moved.map((e) => e.event === 'message.appended' && e.data.role)).toEqual([
      'user',
      'user',
      'assistant',
    ])
    const { hits } = await resident.call('search.query', { text: 'two' })
    expect(hits.map(({ conversationId }) => conversationId)).toEqual([chat])
  })

  it('several messages go in their order', async () => {
    const hold = createHold(2)
    resident.model.add({ when: 'one', reply: says('First.', { hold }) }, { reply: says('Ok.'), always: true })
    await say('one')
    await hold.reached
    const turns = [await say('two'), await say('three'), await say('four')]
    hold.release()
    for (const turn of turns) await resident.turnIs(turn, 'succeeded')
    expect(startedIn(turns)).toEqual(turns)
  })

  it('the one that is sent now goes first, and the turn under way makes way after its answer', async () => {
    const hold = createHold(2)
    resident.model.add(
      { when: 'one', reply: { ...calls('Looking.', ['list_directory', {}]), hold } },
      { reply: says('Ok.'), always: true },
    )
    const first = await say('one')
    await hold.reached
    const [second, third] = [await say('two'), await say('three')]
    await resident.call('messages.sendNow', { turnId: third })
    hold.release()
    await resident.turnIs(second, 'succeeded')
    expect(startedIn([second, third])).toEqual([third, second])
    expect(statuses(first).at(-1)).toBe('cancelled')
    const { turns } = await resident.call('conversations.messages', { conversationId: chat })
    expect(turns).toMatchObject([{ id: first, status: 'cancelled', interrupted: true }])
    const answer = (await messages()).find(({ turnId, role }) => turnId === first && role === 'assistant')
    expect(answer?.content.map(({ type }) => type)).toEqual(['text', 'tool_use', 'tool_result'])
    expect(answer?.content.at(-1)).toMatchObject({
      isError: true,
      content: expect.stringContaining('Not done'),
    })
  })

  it('an interrupting one ends the turn between two of its tools', async () => {
    resident.model.add(
      { when: 'one', reply: calls(['list_directory', {}], ['list_directory', { path: '.' }]) },
      { reply: says('Here.') },
    )
    const sent: Promise<string>[] = []
    const stop = resident.app.events.subscribe(({ event }) => {
      if (event === 'steps.changed' && sent.length === 0) sent.push(say('two', { interrupt: true }))
    })
    const first = await say('one')
    await resident.turnIs(first, 'cancelled')
    stop()
    for (const second of sent) await resident.turnIs(await second, 'succeeded')
    const answer = (await messages()).find(({ turnId, role }) => turnId === first && role === 'assistant')
    const results = answer?.content.flatMap((block) => (block.type === 'tool_result' ? [block] : []))
    expect(results?.[0]?.content).not.toMatch(/^Not done/)
    expect(results?.[1]).toMatchObject({ isError: true, content: expect.stringMatching(/^Not done/) })
    expect(lastRequest()).toMatch(/status="cancelled"[^]*interrupted[^]*two/)
    resident.model.assertDone()
  })

  it('an interrupting one ends the wait for another try', async () => {
    resident.model.add({ when: 'one', reply: faults.rateLimited('7') }, { reply: says('Here.') })
    const first = await say('one')
    await rests(first)
    await resident.turnIs(await say('two', { interrupt: true }), 'succeeded')
    expect(statuses(first).at(-1)).toBe('cancelled')
    resident.model.assertDone()
  })

  it('an interrupting one that comes while a try fails keeps the turn from waiting for another', async () => {
    const hold = createHold(0)
    const failure = { ...faults.rateLimited('7'), hold }
    resident.model.add({ when: 'one', reply: failure }, { reply: says('Here.') })
    const first = await say('one')
    await hold.reached
    const second = await say('two', { interrupt: true })
    hold.release()
    await resident.turnIs(second, 'succeeded')
    expect(statuses(first).at(-1)).toBe('cancelled')
    resident.model.assertDone()
  })

  it('an answer that ends the turn by itself is no interruption', async () => {
    const hold = createHold(2)
    resident.model.add({ when: 'one', reply: says('All of it.', { hold }) }, { reply: says('Ok.') })
    const first = await say('one')
    await hold.reached
    const second = await say('two', { interrupt: true })
    hold.release()
    await resident.turnIs(second, 'succeeded')
    expect(statuses(first).at(-1)).toBe('succeeded')
    expect(await words()).toEqual(['one', 'All of it.', 'two', 'Ok.'])
  })

  it('with nothing under way an interrupting one is an ordinary one', async () => {
    resident.model.add({ reply: says('Ok.') })
    await resident.turnIs(await say('one', { interrupt: true }), 'succeeded')
    expect(await words()).toEqual(['one', 'Ok.'])
  })

  it('a turn that waits for an answer is not interrupted, and holds nothing back', async () => {
    resident.model.add({ reply: calls(['ask_user', { question: 'Which?' }]) }, { reply: says('Ok.') })
    const waiting = await say('one')
    await resident.turnIs(waiting, 'waiting')
    await resident.turnIs(await say('two', { interrupt: true }), 'succeeded')
    expect(statuses(waiting).at(-1)).toBe('waiting')
  })

  it('an interruption that was asked for before a restart happens after it', async () => {
    const hold = createHold(0)
    resident.model.add({ when: 'one', reply: says('Never.', { hold }) }, { reply: says('Ok.') })
    const first = await say('one')
    await hold.reached
    const second = await say('two', { interrupt: true })
    await resident.restart()
    await resident.turnIs(second, 'succeeded')
    expect(statuses(first).at(-1)).toBe('cancelled')
    resident.model.assertDone()
  })

  it('an interrupting one that is taken back lets the turn go on', async () => {
    const hold = createHold(2)
    resident.model.add(
      { when: 'one', reply: { ...calls(['list_directory', {}]), hold } },
      { reply: says('Listed.') },
    )
    const first = await say('one')
    await hold.reached
    const second = await say('two', { interrupt: true })
    await resident.call('messages.removeQueued', { turnId: second })
    hold.release()
    await resident.turnIs(first, 'succeeded')
    expect((await words()).at(-1)).toBe('Listed.')
  })
})

describe('a queued message', () => {
  it('can be changed until its turn begins', async () => {
    const hold = createHold(2)
    resident.model.add({ when: 'one', reply: says('First.', { hold }) }, { reply: says('Ok.') })
    await say('one')
    await hold.reached
    const second = await say('too')
    const changed = await resident.call('messages.changeQueued', { turnId: second, text: 'two' })
    expect(changed.content).toEqual([{ type: 'text', text: 'two' }])
    hold.release()
    await resident.turnIs(second, 'succeeded')
    expect(lastRequest()).toMatch(/two/)
    expect(lastRequest()).not.toMatch(/\btoo\b/)
    await expect(resident.call('messages.changeQueued', { turnId: second, text: 'x' })).rejects.toThrow(
      'conflict',
    )
    await expect(resident.call('messages.removeQueued', { turnId: second })).rejects.toThrow('conflict')
    await expect(resident.call('messages.sendNow', { turnId: second })).rejects.toThrow('conflict')
  })

  it('can be taken back: nothing of it is left, and who waits for its turn hears the end', async () => {
    const hold = createHold(2)
    resident.model.add({ when: 'one', reply: says('First.', { hold }) }, { reply: says('Ok.') })
    const first = await say('one')
    await hold.reached
    const second = await say('two')
    await resident.call('messages.removeQueued', { turnId: second })
    await resident.turnIs(second, 'cancelled')
    hold.release()
    await resident.turnIs(first, 'succeeded')
    await resident.turnIs(await say('three'), 'succeeded')
    expect(await words()).toEqual(['one', 'First.', 'three', 'Ok.'])
    expect(lastRequest()).not.toMatch(/two|cancelled/)
    expect(resident.events.filter(({ event }) => event === 'message.removed')).toHaveLength(1)
    await expect(resident.call('messages.removeQueued', { turnId: second })).rejects.toThrow('not_found')
  })

  it('tells by its turn after which others it is taken up', async () => {
    const hold = createHold(2)
    const replies = ['Ok.', 'Ok.', 'Ok.'].map((said) => ({ reply: says(said) }))
    resident.model.add({ when: 'one', reply: says('First.', { hold }) }, ...replies)
    await say('one')
    await hold.reached
    const [two, three, four] = [await say('two'), await say('three'), await say('four', { interrupt: true })]
    await resident.call('messages.sendNow', { turnId: three })
    // As a window heard it, and as one that is opened now is told.
    const heard = [two, three, four].flatMap((id) => {
      const last = resident.events.findLast((each) => each.event === 'turn.changed' && each.data.id === id)
      return last?.event === 'turn.changed' && last.data.status === 'queued' ? [last.data] : []
    })
    expect(heard.map(({ interrupts = 0 }) => interrupts)).toEqual([0, 2, 1])
    const { activeTurns } = await resident.call('conversations.get', { id: chat })
    expect(activeTurns.slice(1)).toEqual(heard)
    hold.release()
    for (const turnId of [two, three, four]) await resident.turnIs(turnId, 'succeeded')
    expect(startedIn([two, three, four])).toEqual([three, four, two])
  })

  it('that is sent twice by a shaky transport is one message, also when it interrupts', async () => {
    const hold = createHold(2)
    resident.model.add({ when: 'one', reply: says('First.', { hold }) }, { reply: says('Ok.') })
    await say('one')
    await hold.reached
    const twice = { interrupt: true, clientId: 'x' }
    const [a, b] = [await say('two', twice), await say('two', twice)]
    expect(a).toBe(b)
    hold.release()
    await resident.turnIs(a, 'succeeded')
    expect(await say('two', twice)).toBe(a)
    expect(await words()).toEqual(['one', 'First.', 'two', 'Ok.'])
  })
})
