import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src-shared/domain/message.ts'
import { createHold, type Hold } from '../models/practice/hold.ts'
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

const send = async (text: string, interrupt = false): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text, interrupt })).turnId
const say = async (text: string, answer: string): Promise<string> => {
  resident.model.add({ when: new RegExp(`${text.slice(-20)}$`), reply: says(answer) })
  const turnId = await send(text)
  await resident.turnIs(turnId, 'succeeded')
  return turnId
}
/** A message whose answer stands still. */
const begin = async (text: string): Promise<{ turnId: string; hold: Hold }> => {
  const hold = createHold(2)
  resident.model.add({ when: new RegExp(`${text}$`), reply: says(`Done ${text}.`, { hold }) })
  const turnId = await send(text)
  await hold.reached
  return { turnId, hold }
}
const messages = async (): Promise<readonly Message[]> =>
  (await resident.call('conversations.messages', { conversationId: chat })).messages
const lines = async (): Promise<string[]> =>
  (await messages()).map(({ content }) =>
    content.map((block) => (block.type === 'text' ? block.text : block.type)).join(' '),
  )
const current = async (): Promise<string> => {
  const { session } = await resident.call('conversations.get', { id: chat })
  return session?.id ?? 'none'
}
const sessionOf = async (turnId: string): Promise<string | null | undefined> =>
  (await messages()).find((message) => message.turnId === turnId)?.sessionId
const requestOf = async (text: string): Promise<string> =>
  wholeText(await resident.model.waitFor(new RegExp(`${text}$`)))

describe('a message that waits while the user begins another session', () => {
  it('goes to that one: it stands below its line, and knows what is known there', async () => {
    const { turnId: first, hold } = await begin('one')
    const second = await send('two')
    resident.model.add({ when: /two$/, reply: says('Two.') }, { when: /three$/, reply: says('Three.') })
    const { id } = await resident.call('sessions.start', { conversationId: chat })
    await resident.turnIs(second, 'succeeded')
    hold.release()
    await resident.turnIs(first, 'succeeded')
    expect(await lines()).toEqual(['one', 'divider', 'two', 'Two.', 'Done one.'])
    expect(await sessionOf(second)).toBe(id)
    expect(await sessionOf(first)).not.toBe(id)
    expect(await requestOf('two')).not.toMatch(/^one$/m)
    await resident.turnIs(await send('three'), 'succeeded')
    expect(await requestOf('three')).toMatch(/two[^]*Two\.[^]*three/)
    resident.model.assertDone()
  })

  it('does so in its order, also after a restart', async () => {
    const { hold } = await begin('one')
    const session = await current()
    const other = (await resident.call('sessions.start', { conversationId: chat })).id
    const held = await begin('alpha')
    const turns = [await send('beta'), await send('gamma')]
    await resident.call('sessions.resume', { sessionId: session })
    await resident.restart()
    expect(await lines()).toEqual(['one', 'divider', 'alpha', 'divider', 'beta', 'gamma'])
    resident.model.add({ when: /beta$/, reply: says('Beta.') }, { when: /gamma$/, reply: says('Gamma.') })
    resident.model.add({ reply: says('Ok.'), always: true })
    hold.release()
    held.hold.release()
    for (const turn of turns) await resident.turnIs(turn, 'succeeded')
    expect((await lines()).filter((line) => line !== 'Ok.').slice(4)).toEqual([
      'beta',
      'Beta.',
      'gamma',
      'Gamma.',
    ])
    for (const turn of turns) expect(await sessionOf(turn)).toBe(session)
    expect(await requestOf('gamma')).toMatch(/^one[^]*beta[^]*gamma$/m)
    expect(await requestOf('gamma')).not.toMatch(/alpha/)
    expect(await current()).not.toBe(other)
  })

  it('that is a fork knows what that one does', async () => {
    await say('fact', 'Noted.')
    const [, noted] = await messages()
    const { hold } = await begin('one')
    const second = await send('two')
    resident.model.add({ when: /two$/, reply: says('Two.') })
    await resident.call('sessions.fork', { messageId: noted?.id ?? '' })
    await resident.turnIs(second, 'succeeded')
    hold.release()
    expect(await sessionOf(second)).toBe(await current())
    expect(await requestOf('two')).toMatch(/fact[^]*Noted\.[^]*two$/)
    expect(await requestOf('two')).not.toMatch(/^one$/m)
  })

  it('that another model needs goes to it', async () => {
    await say(`much ${'tea and toast '.repeat(8000)}end`, 'Noted.')
    const { url, key } = resident.model
    const small = { name: 'small', baseUrl: url, defaultModel: 'small', contextTokens: 9000, key }
    const connectionId = (await resident.call('connections.add', small)).id
    const { hold } = await begin('one')
    const second = await send('two')
    resident.model.add({ when: /two$/, reply: says('Two.') })
    const { session, kept } = await resident.call('sessions.switchModel', {
      conversationId: chat,
      connectionId,
    })
    expect(kept).toBe(false)
    await resident.turnIs(second, 'succeeded')
    hold.release()
    expect(await sessionOf(second)).toBe(session.id)
    expect(await requestOf('two')).not.toMatch(/toast/)
  })

  it('still makes the turn under way make way, where it was to interrupt it', async () => {
    const hold = createHold(2)
    resident.model.add(
      { when: /one$/, reply: { ...calls(['list_directory', {}]), hold } },
      { when: /two$/, reply: says('Two.') },
    )
    const first = await send('one')
    await hold.reached
    const second = await send('two', true)
    await resident.call('sessions.start', { conversationId: chat })
    await resident.turnIs(second, 'succeeded')
    hold.release()
    await resident.turnIs(first, 'cancelled')
    expect(await sessionOf(second)).toBe(await current())
    resident.model.assertDone()
  })

  it('by another version of an older message comes after that', async () => {
    await say('one', 'One.')
    const [first] = await messages()
    await resident.call('sessions.start', { conversationId: chat })
    const { hold } = await begin('two')
    const third = await send('three')
    resident.model.add({ when: /eins$/, reply: says('Eins.') }, { when: /three$/, reply: says('Three.') })
    await resident.call('messages.edit', { id: first?.id ?? '', text: 'eins' })
    await resident.turnIs(third, 'succeeded')
    hold.release()
    expect((await lines()).slice(0, 8)).toEqual([
      'divider',
      'two',
      'divider',
      'eins',
      'Eins.',
      'three',
      'Three.',
    ])
    expect(await requestOf('three')).toMatch(/eins[^]*Eins\.[^]*three$/)
    const { branches } = await resident.call('conversations.messages', { conversationId: chat })
    const line = (await messages())[2]
    expect(branches).toMatchObject([{ messageId: line?.id, chosen: 1 }])
  })

  it('and is stopped before it begins stands below the line all the same', async () => {
    const { hold } = await begin('one')
    const session = await current()
    await resident.call('sessions.start', { conversationId: chat })
    const held = await begin('alpha')
    const third = await send('three')
    await resident.call('sessions.resume', { sessionId: session })
    await resident.call('turns.cancel', { turnId: third })
    hold.release()
    held.hold.release()
    expect(await lines()).toEqual(['one', 'divider', 'alpha', 'divider', 'three'])
    expect(await sessionOf(third)).toBe(session)
  })
})

describe('what does not wait for a first turn stays in its session', () => {
  it('a turn that waits for an answer goes on there with it', async () => {
    resident.model.add({ when: /one$/, reply: calls(['ask_user', { question: 'Which?' }]) })
    const first = await send('one')
    await resident.turnIs(first, 'waiting')
    const { id } = await resident.call('sessions.start', { conversationId: chat })
    resident.model.add({ when: 'The red one', reply: says('Red.') })
    const [question] = await resident.call('questions.list', { status: 'open' })
    const answer = { kind: 'text', text: 'The red one' } as const
    await resident.call('questions.answer', { id: question?.id ?? '', answer })
    await resident.turnIs(first, 'succeeded')
    expect(await sessionOf(first)).not.toBe(id)
    expect(wholeText(await resident.model.waitFor('The red one'))).toMatch(/one/)
  })

  it('a run of its own conversation too, but not one that works in the chat', async () => {
    const { hold } = await begin('one')
    const action = { kind: 'assist', instruction: 'check the build', context: 'here' } as const
    const { run: here } = await resident.fire('', { action, deliverTo: chat })
    expect(here).toMatchObject({ status: 'queued', conversationId: chat })
    const hidden = createHold(2)
    resident.model.add({ when: 'look elsewhere', reply: says('Elsewhere.', { hold: hidden }) })
    const { run: fresh } = await resident.fire('look elsewhere', { deliverTo: chat })
    const { id } = await resident.call('sessions.start', { conversationId: chat })
    resident.model.add({ when: 'check the build', reply: says('It is green.') })
    expect((await resident.runIs(here.id, 'succeeded')).sessionId).toBe(id)
    hidden.release()
    hold.release()
    expect((await resident.runIs(fresh.id, 'succeeded')).sessionId).toBe(fresh.sessionId)
    expect(await lines()).toEqual(expect.arrayContaining(['one', 'divider', 'envelope', 'It is green.']))
  })
})

it('a turn of an older session that is tried again brings that session back, and a line says so', async () => {
  const first = await say('one', 'One.')
  const session = await current()
  await resident.call('sessions.start', { conversationId: chat })
  resident.model.add({ when: /one$/, reply: says('Once more.') })
  const again = await resident.call('turns.retry', { turnId: first })
  await resident.turnIs(again.id, 'succeeded')
  expect(await lines()).toEqual(['one', 'One.', 'divider', 'divider', 'one', 'Once more.'])
  expect(await current()).toBe(session)
})
