import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation } from '../../src-shared/domain/conversation.ts'
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

const say = async (text: string): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text })).turnId
const row = async (): Promise<Conversation | undefined> =>
  (await resident.call('conversations.list', {})).find(({ id }) => id === chat)
/** The chat as windows were last told that it is. */
const told = (): unknown =>
  resident.events.findLast((each) => each.event === 'conversation.changed' && each.data.id === chat)?.data
const request = (place: number): string => {
  const found = resident.model.requests.at(place)
  return found ? wholeText(found) : ''
}
const text = async (): Promise<string[]> => {
  const { messages } = await resident.call('conversations.messages', { conversationId: chat })
  return messages.map(({ content }) =>
    content.map((block) => (block.type === 'text' ? block.text : block.type)).join(' '),
  )
}

describe('a chat is named', () => {
  it('by its first words, and once by the model', async () => {
    resident.model.add(
      { reply: says('<title>Blue buttons</title>\n\nHere is one.') },
      { reply: says('<title>Other</title>\nAnother.') },
    )
    expect(await row()).toMatchObject({ title: 'New conversation', titleBy: 'none' })
    const first = await say('make me a button')
    expect(await row()).toMatchObject({ title: 'make me a button', titleBy: 'words' })
    await resident.turnIs(first, 'succeeded')
    expect(await row()).toMatchObject({ title: 'Blue buttons', titleBy: 'model' })
    expect(await text()).toEqual(['make me a button', 'Here is one.'])
    const deltas = resident.events.flatMap((e) => (e.event === 'message.delta' ? [e.data.text] : []))
    expect(deltas.join('')).toBe('Here is one.')
    expect(request(0)).toContain('wants="title"/>')
    await resident.turnIs(await say('and another'), 'succeeded')
    // It was not asked for a title, so what looks like one are its words.
    expect((await text()).at(-1)).toBe('<title>Other</title>\nAnother.')
    expect(await row()).toMatchObject({ title: 'Blue buttons' })
    expect(request(1).match(/wants="title"\/>/g)).toHaveLength(1)
  })

  it('by nobody but the user once the user has named it', async () => {
    const hold = createHold(2)
    resident.model.add({ reply: says('<title>Blue buttons</title>\nHere is one.', { hold }) })
    const turn = await say('make me a button')
    await hold.reached
    await resident.call('conversations.rename', { id: chat, title: 'My\nbuttons\u{202e}' })
    hold.release()
    await resident.turnIs(turn, 'succeeded')
    expect(await row()).toMatchObject({ title: 'My buttons', titleBy: 'user' })
    expect((await text()).at(-1)).toBe('Here is one.')
    await expect(resident.call('conversations.rename', { id: chat, title: '\u{200b}' })).rejects.toThrow(
      'bad_input',
    )
  })

  it('also where its first words are a call of a tool, and where there is no title it keeps its words', async () => {
    resident.model.add(
      { reply: calls(['list_directory', {}]) },
      { reply: says('<title>Files here</title>\nNone.') },
    )
    await resident.turnIs(await say('what is here?'), 'succeeded')
    expect(await row()).toMatchObject({ title: 'Files here', titleBy: 'model' })
    const other = await resident.call('conversations.create', {})
    resident.model.add({ reply: says('No title.') })
    const { turnId } = await resident.call('conversations.send', {
      conversationId: other.id,
      text: 'hi there',
    })
    await resident.turnIs(turnId, 'succeeded')
    expect(await resident.call('conversations.get', { id: other.id })).toMatchObject({
      title: 'hi there',
      titleBy: 'words',
    })
  })

  it('also where the message that was to ask for the title was taken back before its turn', async () => {
    const hold = createHold(1)
    resident.model.add({ when: 'elsewhere', reply: says('Ok.', { hold }), always: true })
    // As many chats as work at once.
    for (let n = 1; n <= 8; n++) {
      const other = await resident.call('conversations.create', { title: `Chat ${n}` })
      await resident.call('conversations.send', { conversationId: other.id, text: 'elsewhere' })
    }
    const [one, two] = [await say('one'), await say('two')]
    await resident.call('messages.removeQueued', { turnId: one })
    resident.model.add({ when: 'two', reply: says('<title>Two</title>\nHere.') })
    hold.release()
    await resident.turnIs(two, 'succeeded')
    expect(await row()).toMatchObject({ title: 'Two', titleBy: 'model' })
    expect(await text()).toEqual(['two', 'Here.'])
  })

  it('and what was streamed before the turn was stopped has no title in it', async () => {
    const hold = createHold(9)
    resident.model.add({
      reply: says('<title>Blue buttons</title>\nThe first half and the second half.', { hold }),
    })
    const turn = await say('make me a button')
    await hold.reached
    await resident.until(async () => {
      const [live] = (await resident.call('conversations.get', { id: chat })).live
      return live?.text.startsWith('The') ? true : undefined
    })
    await resident.call('turns.cancel', { turnId: turn })
    expect((await text()).at(-1)).toMatch(/^The first/)
  })

  it('and a title alone is no answer', async () => {
    resident.model.add({ reply: says('<title>Blue buttons</title>') })
    const turn = await say('make me a button')
    await resident.turnIs(turn, 'failed')
    expect(await text()).toEqual(['make me a button'])
  })
})

describe('the list of chats', () => {
  it('marks what came, until it is read or answered', async () => {
    resident.model.add({ reply: says('One.') }, { reply: says('Two.') })
    await resident.turnIs(await say('one'), 'succeeded')
    expect(await row()).toMatchObject({ unread: true })
    expect(told()).toMatchObject({ unread: true })
    await resident.call('conversations.markUnread', { id: chat, unread: false })
    expect(told()).toMatchObject({ unread: false })
    await resident.call('conversations.markUnread', { id: chat, unread: true })
    const two = await say('two')
    expect(told()).toMatchObject({ unread: false })
    await resident.turnIs(two, 'succeeded')
  })

  it('tells windows of a chat that got something while another one is shown', async () => {
    const hold = createHold(1)
    resident.model.add({ reply: says('One.', { hold }) })
    const turn = await say('one')
    await hold.reached
    const other = await resident.call('conversations.create', { title: 'Other' })
    resident.clock.advance(60_000)
    hold.release()
    await resident.turnIs(turn, 'succeeded')
    expect(told()).toMatchObject({ id: chat, updatedAt: resident.clock.now(), unread: true })
    const list = await resident.call('conversations.list', {})
    expect(list.map(({ id }) => id)).toEqual([chat, other.id])
  })

  it('brings an archived chat back with what the user or a notice says in it', async () => {
    resident.model.add({ reply: says('One.') })
    await resident.call('conversations.archive', { id: chat, archived: true })
    expect(await row()).toMatchObject({ archivedAt: expect.any(Number) })
    await resident.turnIs(await say('one'), 'succeeded')
    expect(await row()).toMatchObject({ archivedAt: null })
    await resident.call('conversations.archive', { id: chat, archived: true })
    resident.model.add({ reply: says('The report.') })
    const { run } = await resident.fire('report', { deliverTo: chat })
    await resident.runIs(run.id, 'succeeded')
    expect(await row()).toMatchObject({ archivedAt: null, unread: true })
    expect(told()).toMatchObject({ archivedAt: null, unread: true })
  })

  it('pins, and keeps chats in folders that have an order', async () => {
    const names = ['Work', 'Home', 'Garden']
    const folders = []
    for (const name of names) folders.push(await resident.call('folders.create', { name }))
    const [work, home, garden] = folders.map(({ id }) => id)
    await resident.call('folders.reorder', { id: garden ?? '', position: 0 })
    const ordered = async (): Promise<string[]> =>
      (await resident.call('folders.list', {})).map(({ name }) => name)
    expect(await ordered()).toEqual(['Garden', 'Work', 'Home'])
    await resident.call('folders.reorder', { id: garden ?? '', position: 99 })
    expect(await ordered()).toEqual(['Work', 'Home', 'Garden'])
    await resident.call('folders.rename', { id: home ?? '', name: ' House\n' })
    expect(await ordered()).toEqual(['Work', 'House', 'Garden'])
    expect(await resident.call('conversations.pin', { id: chat, pinned: true })).toMatchObject({
      pinnedAt: resident.clock.now(),
    })
    await resident.call('conversations.move', { id: chat, folderId: work ?? '' })
    expect(await row()).toMatchObject({ folderId: work })
    await resident.call('folders.remove', { id: work ?? '' })
    expect(await row()).toMatchObject({ folderId: null, pinnedAt: expect.any(Number) })
    expect(told()).toMatchObject({ folderId: null })
    await expect(resident.call('conversations.move', { id: chat, folderId: work ?? '' })).rejects.toThrow(
      'not_found',
    )
  })
})

describe('a message that is removed', () => {
  it('is gone from the conversation, the search and what the model sees', async () => {
    resident.model.add({ reply: says('The word is papaya.') }, { reply: says('Ok.') })
    await resident.turnIs(await say('say a word'), 'succeeded')
    const { messages } = await resident.call('conversations.messages', { conversationId: chat })
    const answer = messages.at(-1)
    await resident.call('messages.remove', { id: answer?.id ?? '' })
    expect(await text()).toEqual(['say a word'])
    expect((await resident.call('search.query', { text: 'papaya' })).hits).toEqual([])
    expect(resident.events).toContainEqual({
      event: 'message.removed',
      data: { id: answer?.id, conversationId: chat },
    })
    await resident.turnIs(await say('again'), 'succeeded')
    expect(request(-1)).not.toContain('papaya')
    await expect(resident.call('messages.remove', { id: answer?.id ?? '' })).rejects.toThrow('not_found')
  })

  it('is none of a turn that is under way', async () => {
    const hold = createHold(1)
    resident.model.add({ when: 'one', reply: says('One.', { hold }) }, { reply: says('Two.') })
    await say('one')
    await hold.reached
    const second = await say('two')
    const { messages } = await resident.call('conversations.messages', { conversationId: chat })
    for (const { id } of messages)
      await expect(resident.call('messages.remove', { id })).rejects.toThrow('conflict')
    hold.release()
    await resident.turnIs(second, 'succeeded')
  })

  it('takes its calls with it; a question that one of them asked can still be looked at', async () => {
    resident.model.add({ reply: calls(['ask_user', { question: 'Which?' }]) }, { reply: says('Ok.') })
    const turn = await say('tidy')
    await resident.turnIs(turn, 'waiting')
    const [question] = await resident.call('questions.list', { status: 'open' })
    await resident.call('questions.answer', { id: question?.id ?? '', answer: { kind: 'text', text: 'a' } })
    await resident.turnIs(turn, 'succeeded')
    const { messages } = await resident.call('conversations.messages', { conversationId: chat })
    for (const { id } of messages) await resident.call('messages.remove', { id })
    expect(await text()).toEqual([])
    expect(await resident.call('questions.list', {})).toMatchObject([{ status: 'answered' }])
    expect(await resident.call('inbox.list', { filter: 'all' })).toHaveLength(1)
    await expect(
      resident.call('questions.answer', { id: question?.id ?? '', answer: { kind: 'text', text: 'b' } }),
    ).rejects.toThrow('conflict')
    resident.model.add({ reply: says('New.') })
    await resident.turnIs(await say('hi'), 'succeeded')
  })
})
