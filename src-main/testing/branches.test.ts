import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Message, messageText } from '../../src-shared/domain/message.ts'
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

const page = async (where: object = {}) =>
  resident.call('conversations.messages', { conversationId: chat, limit: 200, ...where })
const shown = async (): Promise<string[]> =>
  (await page()).messages.map(({ role, content }) => (role === 'divider' ? '—' : messageText(content)))
const byText = async (text: string): Promise<Message> => {
  const found = (await page()).messages.find(({ content }) => messageText(content) === text)
  if (!found) throw new Error(`“${text}” is not shown`)
  return found
}
/** Says something that is answered with `answer`. */
const say = async (text: string, answer: string, extra: object = {}): Promise<string> => {
  resident.model.add({ reply: says(answer) })
  const { turnId } = await resident.call('conversations.send', { conversationId: chat, text, ...extra })
  await resident.turnIs(turnId, 'succeeded')
  return turnId
}
const edit = async (id: string, text: string, answer: string): Promise<string> => {
  resident.model.add({ reply: says(answer) })
  const { turnId } = await resident.call('messages.edit', { id, text })
  await resident.turnIs(turnId, 'succeeded')
  return turnId
}
const regenerate = async (turnId: string, answer: string): Promise<string> => {
  resident.model.add({ reply: says(answer) })
  const again = await resident.call('messages.regenerate', { turnId })
  await resident.turnIs(again.turnId, 'succeeded')
  return again.turnId
}
const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}
const current = async () => (await resident.call('conversations.get', { id: chat })).session

describe('another version of a sent message', () => {
  it('takes the place of what came after it, and the model knows only its way', async () => {
    await say('one', 'ONE.')
    await say('two', 'TWO.')
    await edit((await byText('two')).id, 'deux', 'DEUX.')
    expect(await shown()).toEqual(['one', 'ONE.', 'deux', 'DEUX.'])
    await say('three', 'THREE.')
    expect(lastRequest()).toMatch(/ONE\.[^]*deux[^]*DEUX\.[^]*three/)
    expect(lastRequest()).not.toContain('TWO.')
    expect(await current()).toMatchObject({ reason: 'edited' })
  })

  it('can be chosen back and forth, and the next message goes on there', async () => {
    await say('one', 'ONE.')
    await edit((await byText('one')).id, 'eins', 'EINS.')
    await edit((await byText('eins')).id, 'un', 'UN.')
    const [branch] = (await page()).branches ?? []
    expect(branch).toMatchObject({ chosen: 2, messageId: (await byText('un')).id })
    // Versions of the same message are ways of one fork, not nested ones.
    expect(branch?.sessionIds).toHaveLength(3)
    const choose = (index: number) =>
      resident.call('messages.choose', {
        forkId: branch?.forkId ?? '',
        sessionId: branch?.sessionIds[index] ?? '',
      })
    for (const [index, words] of [
      [0, 'one'],
      [1, 'eins'],
      [2, 'un'],
      [0, 'one'],
    ] as const) {
      const session = await choose(index)
      expect((await current())?.id).toBe(session.id)
      expect(await shown()).toEqual([words, `${words.toUpperCase()}.`])
      expect((await page()).branches).toMatchObject([{ chosen: index, messageId: (await byText(words)).id }])
    }
    await say('more', 'MORE.')
    expect(lastRequest()).toContain('ONE.')
    expect(lastRequest()).not.toMatch(/EINS|UN\./)
    const told = resident.events.filter(({ event }) => event === 'thread.changed')
    expect(told).toHaveLength(6)
  })

  it('nests, and a way that is chosen again is as it was left', async () => {
    await say('a', 'A.')
    await say('b', 'B.')
    await say('c', 'C.')
    await edit((await byText('b')).id, 'b2', 'B2.')
    await say('d', 'D.')
    await edit((await byText('d')).id, 'd2', 'D2.')
    await edit((await byText('a')).id, 'a2', 'A2.')
    expect(await shown()).toEqual(['a2', 'A2.'])
    const [outer] = (await page()).branches ?? []
    await resident.call('messages.choose', {
      forkId: outer?.forkId ?? '',
      sessionId: outer?.sessionIds[0] ?? '',
    })
    expect(await shown()).toEqual(['a', 'A.', 'b2', 'B2.', 'd2', 'D2.'])
    expect((await page()).branches?.map(({ chosen }) => chosen)).toEqual([0, 1, 1])
    await say('e', 'E.')
    expect(lastRequest()).toMatch(/A\.[^]*B2\.[^]*D2\.[^]*e$/)
    expect(lastRequest()).not.toMatch(/^(?:[bcd]|A2\.|B\.|C\.|D\.|a2|b)$/m)
  })

  it('is where a turn goes that is tried again, also one of the old version', async () => {
    const turnId = await say('one', 'ONE.')
    await edit((await byText('one')).id, 'eins', 'EINS.')
    resident.model.add({ reply: says('ONE again.') })
    const again = await resident.call('turns.retry', { turnId })
    await resident.turnIs(again.id, 'succeeded')
    expect(await shown()).toEqual(['eins', 'EINS.', 'one', 'ONE again.'])
  })

  it('is there after a restart', async () => {
    await say('one', 'ONE.')
    await say('two', 'TWO.')
    await edit((await byText('two')).id, 'deux', 'DEUX.')
    await resident.restart()
    expect(await shown()).toEqual(['one', 'ONE.', 'deux', 'DEUX.'])
    await say('go on', 'OK.')
    expect(lastRequest()).toMatch(/ONE\.[^]*DEUX\./)
  })

  it('is refused while its turn works, with what to do instead', async () => {
    const hold = createHold(2)
    resident.model.add({ reply: says('ONE.', { hold }) }, { reply: says('TWO.') })
    const send = (text: string) => resident.call('conversations.send', { conversationId: chat, text })
    const first = await send('one')
    await hold.reached
    const second = await send('two')
    const { messages } = await page()
    const [one, two] = messages.filter(({ role }) => role === 'user')
    await expect(resident.call('messages.edit', { id: one?.id ?? '', text: 'eins' })).rejects.toThrow(
      'conflict: The assistant still works on this message. Stop it first.',
    )
    await expect(resident.call('messages.edit', { id: two?.id ?? '', text: 'zwei' })).rejects.toThrow(
      'messages.changeQueued',
    )
    hold.release()
    await resident.turnIs(first.turnId, 'succeeded')
    await resident.turnIs(second.turnId, 'succeeded')
    expect((await page()).branches).toEqual([])
  })

  it('is refused while a later turn would go on unseen, and nothing is changed', async () => {
    await say('one', 'ONE.')
    resident.model.add({ reply: calls(['ask_user', { question: 'Which?' }]) })
    const { turnId } = await resident.call('conversations.send', { conversationId: chat, text: 'two' })
    await resident.turnIs(turnId, 'waiting')
    const before = await page()
    await expect(
      resident.call('messages.edit', { id: (await byText('one')).id, text: 'eins' }),
    ).rejects.toThrow('conflict: A question is still open in what would be hidden.')
    expect(await page()).toEqual(before)
    await resident.call('turns.cancel', { turnId })
    await edit((await byText('one')).id, 'eins', 'EINS.')
    expect(await shown()).toEqual(['eins', 'EINS.'])
  })

  it('keeps the pictures of the old one unless it is given others', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const picture = await resident.call('attachments.put', { name: 'dot.png', data: png.toString('base64') })
    await say('look', 'A dot.', { attachments: [picture] })
    await edit((await byText('look')).id, 'look closely', 'A red dot.')
    expect((await byText('look closely')).content).toContainEqual({ type: 'attachment', attachment: picture })
    resident.model.add({ reply: says('Nothing.') })
    const id = (await byText('look closely')).id
    const { turnId } = await resident.call('messages.edit', { id, text: 'and now?', attachments: [] })
    await resident.turnIs(turnId, 'succeeded')
    expect((await byText('and now?')).content).toHaveLength(1)
    await expect(
      resident.call('messages.edit', { id: (await byText('and now?')).id, text: '' }),
    ).rejects.toThrow('bad_input: The message is empty.')
  })
})

describe('another answer', () => {
  it('is a version beside the old one, to the same message', async () => {
    const turnId = await say('tell a joke', 'First joke.')
    const again = await regenerate(turnId, 'Second joke.')
    expect(await shown()).toEqual(['tell a joke', 'Second joke.'])
    expect(lastRequest()).not.toContain('First joke.')
    await regenerate(again, 'Third joke.')
    expect((await page()).branches).toMatchObject([{ chosen: 2 }])
  })

  it('of a run is refused: a run is gone on with or done again', async () => {
    resident.model.add({ reply: says('Report.') })
    const { run } = await resident.fire('Write the report', {
      deliverTo: chat,
      action: { kind: 'assist', instruction: 'Write the report', context: 'here' },
    })
    const done = await resident.runIs(run.id, 'succeeded')
    await expect(resident.call('messages.regenerate', { turnId: done.turnId ?? '' })).rejects.toThrow(
      'conflict: This belongs to a run. Continue the run, or run its schedule again.',
    )
  })
})

describe('versions and what stands beside them', () => {
  it('a new session stays below, and a choice above it says that one is back there', async () => {
    await say('one', 'ONE.')
    await resident.call('sessions.start', { conversationId: chat })
    await say('other', 'OTHER.')
    await edit((await byText('one')).id, 'eins', 'EINS.')
    expect(await shown()).toEqual(['—', 'other', 'OTHER.', '—', 'eins', 'EINS.'])
    expect(lastRequest()).not.toContain('OTHER.')
    const [branch] = (await page()).branches ?? []
    await resident.call('messages.choose', {
      forkId: branch?.forkId ?? '',
      sessionId: branch?.sessionIds[0] ?? '',
    })
    expect(await shown()).toEqual(['one', 'ONE.', '—', 'other', 'OTHER.', '—'])
    await say('more', 'MORE.')
    expect(lastRequest()).toContain('ONE.')
  })

  it('a message that is not shown can be shown, and pages around it are near its place', async () => {
    await say('one', 'ONE.')
    const hiddenId = (await byText('ONE.')).id
    await edit((await byText('one')).id, 'eins', 'EINS.')
    const around = await page({ around: hiddenId })
    expect(around.messages.map(({ content }) => messageText(content))).toEqual(['eins', 'EINS.'])
    expect(await resident.call('messages.reveal', { id: hiddenId })).toEqual({ conversationId: chat })
    expect(await shown()).toEqual(['one', 'ONE.'])
    await say('two', 'TWO.')
    expect(lastRequest()).toContain('ONE.')
  })

  it('the words of what is shown are found, in any case and without accents', async () => {
    await say('Ein schöner Garten', 'Ja, **sehr schön**.')
    await say('two', 'SCHON wieder')
    const find = async (text: string) =>
      (await resident.call('messages.find', { conversationId: chat, text })).messageIds
    const { messages } = await page()
    expect(await find('schon')).toEqual([messages[0]?.id, messages[1]?.id, messages[3]?.id])
    expect(await find('SEHR  schön.')).toEqual([messages[1]?.id])
    await edit((await byText('two')).id, 'deux', 'DEUX.')
    expect(await find('wieder')).toEqual([])
    expect(await find('DEUX')).toHaveLength(2)
  })
})

describe('a notice is not in the chat model’s context until it is replied to or directly followed', () => {
  const notice = async (text: string) => {
    resident.model.add({ when: 'Write the report', reply: says(text) })
    const { run } = await resident.fire('Write the report', { deliverTo: chat })
    await resident.runIs(run.id, 'succeeded')
  }

  it('in a new version too: those that its message directly follows are what it is about', async () => {
    await say('one', 'ONE.')
    await notice('Four pages.')
    await say('make it shorter', 'Two pages.')
    expect(lastRequest()).toContain('Four pages.')
    await regenerate((await byText('Two pages.')).turnId ?? '', 'One page.')
    expect(lastRequest()).toContain('Four pages.')
    await edit((await byText('one')).id, 'eins', 'EINS.')
    await say('zwei', 'ZWEI.')
    expect(lastRequest()).not.toContain('Two pages.')
  })

  it('and in a new session, and after another model was chosen', async () => {
    await say('one', 'ONE.')
    await notice('Four pages.')
    await resident.call('sessions.start', { conversationId: chat })
    await say('hello', 'HELLO.')
    expect(lastRequest()).not.toContain('Four pages.')
    await notice('Five pages.')
    await resident.call('sessions.switchModel', { conversationId: chat, model: 'claude-opus-4-5' })
    await say('make it shorter', 'Two pages.')
    expect(lastRequest()).toContain('Five pages.')
    expect(lastRequest()).not.toContain('Four pages.')
  })
})
