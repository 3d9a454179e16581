import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Message } from '../../src-shared/domain/message.ts'
import { createHold } from '../models/practice/hold.ts'
import type { MessagesRequest } from '../models/practice/messages-request.ts'
import { says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import type { Responder } from '../models/practice/responder.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let chat: string
beforeEach(async () => {
  resident = await startResident()
  const { id } = await resident.call('connections.add', {
    name: 'Small',
    baseUrl: resident.model.url,
    key: resident.model.key,
    defaultModel: 'small',
    contextTokens: 12_000,
  })
  await resident.call('settings.set', { defaultConnectionId: id })
  chat = (await resident.call('conversations.create', {})).id
})
afterEach(() => resident.end())

const word = 'code-4711'
const asksSummary = (request: MessagesRequest): boolean =>
  /<summary-request>|<transcript>/.test(wholeText(request))
/** A summary that holds every code word that the request has. */
const summarises: Responder = (request) =>
  says(`Known: ${[...new Set(wholeText(request).match(/\bcode-\d+/g))].join(', ')}`)
const long = (words: string): string => `${words} ${'padding '.repeat(700)}`
const send = async (text: string): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text })).turnId
const exchange = async (words: string): Promise<void> => {
  resident.model.add({ reply: says(long('Noted.')) })
  await resident.turnIs(await send(long(words)), 'succeeded')
}
const messages = async (): Promise<readonly Message[]> =>
  (await resident.call('conversations.messages', { conversationId: chat, limit: 200 })).messages
const withWord = async (): Promise<Message> => {
  const found = (await messages()).find(({ content }) => JSON.stringify(content).includes(word))
  if (!found) throw new Error('the word stands nowhere')
  return found
}
const remove = async (): Promise<void> => {
  await resident.call('messages.remove', { id: (await withWord()).id })
}
const lines = async (): Promise<string[]> =>
  (await messages()).flatMap(({ content }) =>
    content.flatMap((block) => (block.type === 'divider' ? [block.text] : [])),
  )
/** Whether the model was told the word in one of the requests since the `from`-th. */
const isToldSince = (from: number): boolean =>
  resident.model.requests.slice(from).some((request) => wholeText(request).includes(word))
/** Fills the window, so that what was said is summarised. */
const summarised = async (): Promise<void> => {
  await exchange(`The safe opens with ${word}.`)
  resident.model.add({ when: asksSummary, reply: summarises, always: true })
  await exchange('Tell me about safes.')
  await exchange('And about keys: code-1.')
  expect(resident.model.requests.filter(asksSummary)).not.toEqual([])
  expect(isToldSince(resident.model.requests.length - 1)).toBe(true)
}

it('what is deleted is in no later request: the summary that told of it is made anew', async () => {
  await summarised()
  await remove()
  expect(await lines()).toContainEqual(expect.stringMatching(/told of a message that was deleted/))
  const sent = resident.model.requests.length
  await resident.restart()
  await exchange('Go on: code-2.')
  await exchange('And on: code-3.')
  expect(isToldSince(sent)).toBe(false)
  const later = resident.model.requests.slice(sent)
  expect(later.filter(asksSummary)).not.toEqual([])
  expect(wholeText(later.at(-1) ?? never())).toContain('code-1')
})

it('a summary that was made of such a one is made anew too', async () => {
  await summarised()
  for (const n of [2, 3, 4]) await exchange(`Go on: code-${n}.`)
  const summaries = async () => (await lines()).filter((line) => line.includes('summarised to make room'))
  expect((await summaries()).length).toBeGreaterThan(1)
  await remove()
  expect(await summaries()).toEqual([])
  const sent = resident.model.requests.length
  await exchange('And on: code-5.')
  expect(isToldSince(sent)).toBe(false)
})

it('so is that of a fork, also when its messages were said elsewhere', async () => {
  await exchange(`The safe opens with ${word}.`)
  const noted = (await messages()).at(-1)
  resident.model.add({ when: asksSummary, reply: summarises, always: true })
  await resident.call('sessions.fork', { messageId: noted?.id ?? '' })
  for (const n of [1, 2, 3]) await exchange(`Go on: code-${n}.`)
  expect(isToldSince(resident.model.requests.length - 1)).toBe(true)
  await remove()
  const sent = resident.model.requests.length
  await exchange('And on: code-4.')
  expect(isToldSince(sent)).toBe(false)
})

it('a session that began with such a summary goes on without it, and one that began with one of that', async () => {
  await exchange(`The safe opens with ${word}.`)
  resident.model.add({ when: asksSummary, reply: summarises, always: true })
  await resident.call('sessions.start', { conversationId: chat, summary: true })
  await exchange('What opens it?')
  await resident.call('sessions.start', { conversationId: chat, summary: true })
  await exchange('And now?')
  expect(isToldSince(resident.model.requests.length - 1)).toBe(true)
  await remove()
  expect((await lines()).filter((line) => /deleted since, so it was deleted too/.test(line))).toHaveLength(2)
  const sent = resident.model.requests.length
  await exchange('Go on.')
  const sessions = await resident.call('sessions.list', { conversationId: chat })
  for (const { id, isCurrent } of sessions)
    if (!isCurrent) {
      await resident.call('sessions.resume', { sessionId: id })
      await exchange('And here?')
    }
  expect(isToldSince(sent)).toBe(false)
})

it('a summary that is under way while a message is deleted is not kept', async () => {
  await exchange(`The safe opens with ${word}.`)
  const hold = createHold(1)
  resident.model.add(
    { when: asksSummary, reply: (request) => ({ ...held(request), hold }) },
    { when: asksSummary, reply: summarises, always: true },
    { reply: says('Ok.'), always: true },
  )
  const said = (async () => {
    for (let n = 0; n < 3; n++) await resident.turnIs(await send(long('Go on.')), 'succeeded')
  })()
  await hold.reached
  await remove()
  const sent = resident.model.requests.length
  hold.release()
  await said
  expect(isToldSince(sent)).toBe(false)
})

it('nor is one for the start of a new session', async () => {
  await exchange(`The safe opens with ${word}.`)
  const hold = createHold(1)
  resident.model.add({ when: asksSummary, reply: (request) => ({ ...held(request), hold }) })
  const starting = resident
    .call('sessions.start', { conversationId: chat, summary: true })
    .then(() => 'it began', String)
  await hold.reached
  await remove()
  hold.release()
  expect(await starting).toMatch(/conflict: A message was deleted/)
})

it('a notice that is deleted is gone from the summary of what followed it', async () => {
  await resident.fire('', { action: { kind: 'notify', text: `It is ${word}.` }, deliverTo: chat })
  await exchange('Thanks.')
  resident.model.add({ when: asksSummary, reply: summarises, always: true })
  for (const n of [1, 2, 3]) await exchange(`Go on: code-${n}.`)
  expect(isToldSince(resident.model.requests.length - 1)).toBe(true)
  await remove()
  const sent = resident.model.requests.length
  await exchange('And on: code-4.')
  expect(isToldSince(sent)).toBe(false)
})

it('a summary that does not tell of it stays', async () => {
  await summarised()
  const newest = (await messages()).at(-1)
  const before = await lines()
  await resident.call('messages.remove', { id: newest?.id ?? '' })
  expect(await lines()).toEqual(before)
  const sent = resident.model.requests.length
  await exchange('Go on: code-2.')
  expect(isToldSince(sent)).toBe(true)
})

function held(request: MessagesRequest) {
  const reply = summarises(request)
  if (!('content' in reply)) throw new Error('no summary')
  return reply
}
function never(): never {
  throw new Error('there is no such request')
}
