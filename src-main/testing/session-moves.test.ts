import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageText } from '../../src-shared/domain/message.ts'
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

const send = async (text: string): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text })).turnId
const say = async (text: string, answer: string): Promise<string> => {
  resident.model.add({ reply: says(answer) })
  const turnId = await send(text)
  await resident.turnIs(turnId, 'succeeded')
  return turnId
}
const messages = async () =>
  (await resident.call('conversations.messages', { conversationId: chat, limit: 200 })).messages
const shown = async (): Promise<string[]> =>
  (await messages()).map(({ content }) =>
    content.map((block) => (block.type === 'divider' ? `— ${block.text}` : messageText([block]))).join(''),
  )
const idOf = async (text: string): Promise<string> =>
  (await messages()).find(({ content }) => messageText(content) === text)?.id ?? ''
const session = async () => (await resident.call('conversations.get', { id: chat })).session
const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}

describe('an older session', () => {
  it('goes on where it was, also after a restart, and a line says so', async () => {
    await say('make a button', 'BUTTON.')
    const old = await session()
    await resident.call('sessions.start', { conversationId: chat })
    await say('write a poem', 'POEM.')
    await resident.restart()
    await resident.call('sessions.resume', { sessionId: old?.id ?? '' })
    expect((await session())?.id).toBe(old?.id)
    expect((await shown()).at(-1)).toBe(
      '— Back in an earlier session: “make a button”. What was said since is not part of it.',
    )
    const told = resident.events.findLast(({ event }) => event === 'session.changed')
    expect(told?.data).toMatchObject({ id: old?.id })
    await say('make it green', 'GREEN.')
    expect(lastRequest()).toContain('BUTTON.')
    expect(lastRequest()).not.toContain('POEM.')
  })

  it('that is the current one stays as it is', async () => {
    await say('one', 'ONE.')
    const before = await shown()
    await resident.call('sessions.resume', { sessionId: (await session())?.id ?? '' })
    expect(await shown()).toEqual(before)
    await expect(resident.call('sessions.resume', { sessionId: 'none' })).rejects.toThrow('not_found')
  })

  it('that a newer version had taken the place of is shown again', async () => {
    await say('one', 'ONE.')
    const old = await session()
    await say('two', 'TWO.')
    resident.model.add({ reply: says('DEUX.') })
    const { turnId } = await resident.call('messages.edit', { id: await idOf('two'), text: 'deux' })
    await resident.turnIs(turnId, 'succeeded')
    await resident.call('sessions.resume', { sessionId: old?.id ?? '' })
    expect((await shown()).slice(0, 4)).toEqual(['one', 'ONE.', 'two', 'TWO.'])
    await say('three', 'THREE.')
    expect(lastRequest()).toContain('TWO.')
    expect(lastRequest()).not.toContain('DEUX.')
  })

  it('is listed with how much was said in it and how it began', async () => {
    await say('make a button\nthat is blue', 'BUTTON.')
    resident.clock.advance(5000)
    await resident.call('sessions.start', { conversationId: chat })
    await say('write a poem', 'POEM.')
    await say('longer', 'LONGER.')
    const list = await resident.call('sessions.list', { conversationId: chat })
    const [dividerId] = (await messages()).flatMap(({ id, role }) => (role === 'divider' ? [id] : []))
    expect(list).toMatchObject([
      { isCurrent: true, turns: 2, firstWords: 'write a poem', firstMessageId: dividerId },
      { isCurrent: false, turns: 1, firstWords: 'make a button that is blue' },
    ])
    expect((list[0]?.lastAt ?? 0) - (list[1]?.lastAt ?? 0)).toBe(5000)
    const { id } = await resident.call('conversations.create', {})
    await resident.call('sessions.start', { conversationId: id })
    expect(await resident.call('sessions.list', { conversationId: id })).toMatchObject([
      { isCurrent: true, turns: 0, lastAt: null, firstWords: '', firstMessageId: null },
    ])
    resident.model.add({ reply: says('EINS.') })
    const { turnId } = await resident.call('messages.edit', { id: await idOf('write a poem'), text: 'none' })
    await resident.turnIs(turnId, 'succeeded')
    const after = await resident.call('sessions.list', { conversationId: chat })
    expect(after.map(({ reason, isCurrent }) => [reason, isCurrent])).toEqual([
      ['edited', true],
      ['requested', false],
      ['first', false],
    ])
  })
})

describe('a new session from a message', () => {
  it('of the user or the assistant knows what was known right after it, and nothing goes away', async () => {
    await say('one', 'ONE.')
    await say('two', 'TWO.')
    const before = await shown()
    const forked = await resident.call('sessions.fork', { messageId: await idOf('ONE.') })
    expect(forked).toMatchObject({ reason: 'forked' })
    expect(await shown()).toEqual([
      ...before,
      '— New session from the answer: “ONE.”. What was said after it is not part of it.',
    ])
    await say('zwei', 'ZWEI.')
    expect(lastRequest()).toContain('ONE.')
    expect(lastRequest()).not.toContain('TWO.')
    await resident.call('sessions.fork', { messageId: await idOf('two') })
    await say('trois', 'TROIS.')
    expect(lastRequest()).toMatch(/ONE\.[^]*two[^]*trois/)
    expect(lastRequest()).not.toMatch(/TWO\.|ZWEI\./)
    // A fork of a fork.
    await resident.call('sessions.fork', { messageId: await idOf('ZWEI.') })
    await resident.restart()
    await say('drei', 'DREI.')
    expect(lastRequest()).toMatch(/ONE\.[^]*ZWEI\.[^]*drei/)
    expect(lastRequest()).not.toMatch(/TWO\.|TROIS\./)
  })

  it('in the middle of a turn that works leaves the turn alone', async () => {
    const hold = createHold(2)
    resident.model.add(
      { reply: calls('I look.', ['list_directory', {}]) },
      { reply: says('Empty.', { hold }) },
    )
    const turnId = await send('look')
    await hold.reached
    const middle = (await messages()).at(-1)
    await resident.call('sessions.fork', { messageId: middle?.id ?? '' })
    resident.model.add({ reply: says('Meanwhile.') })
    await resident.turnIs(await send('what did you find?'), 'succeeded')
    expect(lastRequest()).toMatch(/I look\.[^]*what did you find/)
    hold.release()
    await resident.turnIs(turnId, 'succeeded')
    expect((await shown()).at(-1)).toBe('Empty.')
  })

  it('cannot begin at a line, at a notice or at a message that waits, and says why', async () => {
    await say('one', 'ONE.')
    await resident.call('sessions.start', { conversationId: chat })
    const divider = (await messages()).find(({ role }) => role === 'divider')
    await expect(resident.call('sessions.fork', { messageId: divider?.id ?? '' })).rejects.toThrow(
      'conflict: This line is no message.',
    )
    resident.model.add({ when: 'Write the report', reply: says('Four pages.') })
    const { run } = await resident.fire('Write the report', { deliverTo: chat })
    await resident.runIs(run.id, 'succeeded')
    const notice = (await messages()).findLast(({ role }) => role === 'notice')
    await expect(resident.call('sessions.fork', { messageId: notice?.id ?? '' })).rejects.toThrow(
      'conflict: This belongs to no session of the conversation.',
    )
    const hold = createHold(2)
    resident.model.add({ reply: says('Slow.', { hold }) }, { reply: says('Then.') })
    const slow = await send('slow')
    await hold.reached
    const then = await send('then')
    await expect(resident.call('sessions.fork', { messageId: await idOf('then') })).rejects.toThrow(
      'conflict: This message still waits for its turn.',
    )
    hold.release()
    await resident.turnIs(slow, 'succeeded')
    await resident.turnIs(then, 'succeeded')
  })

  it('keeps the model of its session, and a version that is chosen elsewhere does not touch it', async () => {
    await resident.call('sessions.switchModel', { conversationId: chat, model: 'claude-opus-4-5' })
    await say('one', 'ONE.')
    await resident.call('sessions.start', { conversationId: chat, model: 'claude-haiku-4-5' })
    await say('other', 'OTHER.')
    const forked = await resident.call('sessions.fork', { messageId: await idOf('ONE.') })
    expect(forked.model).toBe('claude-opus-4-5')
    await say('two', 'TWO.')
    resident.model.add({ reply: says('EINS.') })
    const { turnId } = await resident.call('messages.edit', { id: await idOf('one'), text: 'eins' })
    await resident.turnIs(turnId, 'succeeded')
    await resident.call('sessions.resume', { sessionId: forked.id })
    await say('three', 'THREE.')
    expect(lastRequest()).toMatch(/ONE\.[^]*TWO\.[^]*three/)
    expect(lastRequest()).not.toContain('EINS.')
  })
})
