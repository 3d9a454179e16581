import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { faults } from '../models/practice/faults.ts'
import { createHold } from '../models/practice/hold.ts'
import type { MessagesRequest } from '../models/practice/messages-request.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import type { Responder } from '../models/practice/responder.ts'
import type { ScriptStep } from '../models/practice/scripted-responder.ts'
import { requestTokens } from '../models/practice/usage-meter.ts'
import { type Resident, startResident } from './start-resident.ts'

/** Tokens of the window. Rules and tools take about 5,000 of them. */
const window = 12_240

let resident: Resident
let chat: string
beforeEach(async () => {
  resident = await startResident()
  const { id } = await resident.call('connections.add', {
    name: 'Small',
    baseUrl: resident.model.url,
    key: resident.model.key,
    defaultModel: 'small',
    contextTokens: window,
  })
  await resident.call('settings.set', { defaultConnectionId: id })
  chat = (await resident.call('conversations.create', {})).id
})
afterEach(() => resident.end())

const asksSummary = (request: MessagesRequest): boolean => wholeText(request).includes('<summary-request>')
/** A summary that holds every code word that the request has. */
const summarises: Responder = (request) =>
  says(`Known: ${[...new Set(wholeText(request).match(/\bcode-\d+/g))].join(', ')}`)
const summary = (reply: Responder = summarises): ScriptStep => ({ when: asksSummary, reply })
const send = async (text: string): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text })).turnId
const long = (words: string): string => `${words} ${'padding '.repeat(700)}`
/** A turn with an answer of about 1,400 tokens beside a message of as many. */
const exchange = async (words: string): Promise<void> => {
  resident.model.add({ reply: says(long('Noted.')) })
  await resident.turnIs(await send(long(words)), 'succeeded')
}
const requests = (): readonly MessagesRequest[] => resident.model.requests
const lastRequest = (): string => {
  const request = requests().at(-1)
  return request ? wholeText(request) : ''
}
const dividers = async (): Promise<string[]> => {
  const { messages } = await resident.call('conversations.messages', { conversationId: chat, limit: 200 })
  return messages.flatMap(({ content }) =>
    content.flatMap((block) =>
      block.type === 'divider' && block.reason === 'compacted' ? [block.text] : [],
    ),
  )
}
const turn = async (id: string) => {
  const last = resident.events.findLast(({ event, data }) => event === 'turn.changed' && data.id === id)
  return last?.event === 'turn.changed' ? last.data : undefined
}

it('near the end of the window the conversation is summarised, and a fact from before is known', async () => {
  await exchange('The safe opens with code-4711.')
  await exchange('Tell me about safes.')
  resident.model.add(summary(), { reply: says('It is code-4711.') })
  const turnId = await send(`What opens the safe? ${'padding '.repeat(300)}`)
  await resident.turnIs(turnId, 'succeeded')
  expect(lastRequest()).toContain('<conversation-so-far')
  expect(lastRequest()).toContain('Known: code-4711')
  expect(lastRequest()).not.toContain('The safe opens with')
  expect(lastRequest()).toContain('What opens the safe?')
  expect(await dividers()).toEqual([
    expect.stringMatching(
      /^The conversation was summarised to make room: \d messages are kept here and in search, and the assistant goes on with a summary\.$/,
    ),
  ])
  expect((await turn(turnId))?.usage.steps).toBe(2)
  for (const request of requests()) expect(requestTokens(request)).toBeLessThan(window)
})

it('what was summarised stays in the conversation and in search', async () => {
  await exchange('The safe opens with code-4711.')
  await exchange('Tell me about safes.')
  resident.model.add(summary(), { reply: says('Yes.') })
  await resident.turnIs(await send(long('Go on.')), 'succeeded')
  const { messages } = await resident.call('conversations.messages', { conversationId: chat, limit: 200 })
  expect(messages.filter(({ role }) => role !== 'divider')).toHaveLength(6)
  expect(JSON.stringify(messages)).toContain('The safe opens with code-4711.')
  const { hits } = await resident.call('search.query', { text: 'safe opens' })
  expect(hits).not.toEqual([])
})

it('a second summary takes over the first one, also after a restart', async () => {
  await exchange('The safe opens with code-4711.')
  for (const n of [1, 2, 3, 4, 5]) {
    resident.model.add({ ...summary(), always: true })
    if (n === 3) await resident.restart()
    await exchange(`Number ${n} is code-${n}.`)
  }
  expect((await dividers()).length).toBeGreaterThan(1)
  const summaries = requests().filter(asksSummary)
  expect(wholeText(summaries.at(-1) ?? fail())).toContain('<conversation-so-far')
  expect(lastRequest()).toContain('code-4711')
  for (const request of requests()) expect(requestTokens(request)).toBeLessThan(window)
})

it('work that reads more than the window holds is summarised in its middle, and goes on for what was asked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-'))
  try {
    chat = (await resident.call('conversations.create', { workingDirectory: folder })).id
    for (const n of [1, 2, 3]) writeFileSync(join(folder, `${n}.txt`), `code-${n} ${'word '.repeat(2400)}`)
    resident.model.add(
      { ...summary(), always: true },
      { reply: calls(['read_file', { path: join(folder, '1.txt') }]) },
      { reply: calls(['read_file', { path: join(folder, '2.txt') }]) },
      { reply: calls(['read_file', { path: join(folder, '3.txt') }]) },
      { reply: says('Read all.') },
    )
    await resident.turnIs(await send('Read the three files and tell me their codes.'), 'succeeded')
    expect(lastRequest()).toContain('Read the three files')
    expect(lastRequest()).toMatch(/under-way|code-3/)
    expect((await dividers()).length).toBeGreaterThan(0)
    for (const request of requests()) expect(requestTokens(request)).toBeLessThan(window)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('a kill while the summary is made loses nothing: the next start makes it again', async () => {
  await exchange('The safe opens with code-4711.')
  await exchange('Tell me about safes.')
  const hold = createHold(1)
  resident.model.add(summary(() => says('Never heard.', { hold })))
  const turnId = await send(long('What opens the safe?'))
  await hold.reached
  resident.model.add(summary(), { reply: says('It is code-4711.') })
  await resident.restart()
  await resident.turnIs(turnId, 'succeeded')
  expect(lastRequest()).toContain('Known: code-4711')
  expect(await dividers()).toHaveLength(1)
})

it('windows know while a summary is made, also one that opens meanwhile, and that it ended in every way', async () => {
  await exchange('The safe opens with code-4711.')
  await exchange('Tell me about safes.')
  const doing = () => resident.events.flatMap(({ event, data }) => (event === 'turn.doing' ? [data] : []))
  for (const end of ['cancelled', 'failed', 'succeeded'] as const) {
    resident.events.splice(0)
    const hold = createHold(1)
    const reply = end === 'failed' ? faults.refusal() : says('Known: code-4711', { hold })
    resident.model.add(summary(() => reply))
    // What was asked and never answered may need a second summary.
    if (end === 'succeeded')
      resident.model.add({ ...summary(), always: true }, { reply: says('It is code-4711.') })
    const turnId = await send(long('What opens the safe?'))
    if (end !== 'failed') {
      await hold.reached
      const told = { turnId, conversationId: chat, doing: 'summarising' }
      expect((await resident.call('conversations.get', { id: chat })).doing).toEqual([told])
      expect(doing()).toEqual([told])
    }
    if (end === 'cancelled') await resident.call('turns.cancel', { turnId })
    hold.release()
    await resident.turnIs(turnId, end)
    const heard = doing().map((each) => each.doing)
    expect(heard.slice(0, 2)).toEqual(['summarising', null])
    expect(heard.at(-1)).toBeNull()
    expect((await resident.call('conversations.get', { id: chat })).doing).toEqual([])
  }
})

it('a summary that cannot be had fails the turn with the reason, and the next turn makes it', async () => {
  await exchange('The safe opens with code-4711.')
  await exchange('Tell me about safes.')
  resident.model.add(summary(() => faults.refusal()))
  const failed = await send(long('What opens the safe?'))
  await resident.turnIs(failed, 'failed')
  expect(await turn(failed)).toMatchObject({
    failure: { code: 'refusal', message: expect.stringContaining('declined to summarise it') },
    usage: { steps: 1 },
  })
  expect(await dividers()).toEqual([])
  resident.model.add({ ...summary(), always: true }, { reply: says('It is code-4711.') })
  await resident.turnIs(await send('And now?'), 'succeeded')
  expect(lastRequest()).toContain('Known: code-4711')
})

it('a server that says that it is too much is asked again after a summary, and believed in the end', async () => {
  await exchange('The safe opens with code-4711.')
  resident.model.add({ reply: faults.contextTooLong() }, summary(), { reply: says('It is code-4711.') })
  await resident.turnIs(await send('What opens the safe?'), 'succeeded')
  expect(lastRequest()).toContain('Known: code-4711')
  resident.model.add(
    { ...summary(), always: true },
    { when: () => true, reply: faults.contextTooLong(), always: true },
  )
  const turnId = await send('And again?')
  await resident.turnIs(turnId, 'failed')
  expect(await turn(turnId)).toMatchObject({ failure: { code: 'context-full' } })
})

it('where even the summary is too much at once it is made in parts', async () => {
  await exchange('The safe opens with code-4711.')
  await exchange('The door opens with code-4712.')
  resident.model.add(
    summary(() => faults.contextTooLong()),
    { ...summary(), always: true },
    { reply: says('Both.') },
  )
  await resident.turnIs(await send(long('What opens what?')), 'succeeded')
  expect((await dividers()).length).toBeGreaterThan(0)
  expect(lastRequest()).toContain('code-4711')
  expect(lastRequest()).toContain('code-4712')
})

it('a message that is larger than the window is not sent, says so, and does not end the conversation', async () => {
  resident.model.add({ reply: says('Noted.') })
  await resident.turnIs(await send('The safe opens with code-4711.'), 'succeeded')
  resident.model.add({ ...summary(), always: true })
  const turnId = await send(`code-1 ${'padding '.repeat(9000)} code-2`)
  await resident.turnIs(turnId, 'failed')
  const { turns } = await resident.call('conversations.messages', { conversationId: chat })
  expect(turns?.find(({ id }) => id === turnId)).toMatchObject({
    failure: {
      code: 'context-full',
      message: expect.stringMatching(/^This is about [\d,]+ tokens, and the model takes 12,240/),
    },
  })
  resident.model.add({ reply: says('It is code-4711.') })
  await resident.turnIs(await send('What opens the safe?'), 'succeeded')
  expect(lastRequest()).toContain('Known: code-4711, code-1, code-2')
  const asked = requests().filter(asksSummary)
  expect(wholeText(asked.at(-1) ?? fail())).toContain('characters stand here that are too many for a summary')
  for (const request of requests()) expect(requestTokens(request)).toBeLessThanOrEqual(window)
})

it('a summary that could not be made is told as that', async () => {
  await exchange('The safe opens with code-4711.')
  await exchange('Tell me about safes.')
  resident.model.add({
    when: asksSummary,
    reply: faults.status(400, 'invalid_request_error', 'No.'),
    always: true,
  })
  const turnId = await send(long('What opens the safe?'))
  await resident.turnIs(turnId, 'failed')
  const { turns } = await resident.call('conversations.messages', { conversationId: chat, limit: 200 })
  expect(turns?.find(({ id }) => id === turnId)).toMatchObject({
    failure: { message: expect.stringContaining('could not be summarised') },
  })
})

it('a fork of a summarised conversation knows what the summary knows', async () => {
  await exchange('The safe opens with code-4711.')
  await exchange('Tell me about safes.')
  resident.model.add(summary(), { reply: says('It is code-4711.') })
  await resident.turnIs(await send(long('What opens the safe?')), 'succeeded')
  const { messages } = await resident.call('conversations.messages', { conversationId: chat, limit: 200 })
  const from = messages.findLast(({ role }) => role === 'assistant')
  await resident.call('sessions.fork', { messageId: from?.id ?? fail() })
  resident.model.add({ reply: says('As I said.') })
  await resident.turnIs(await send('Say it again.'), 'succeeded')
  expect(lastRequest()).toContain('Known: code-4711')
  expect(lastRequest()).not.toContain('The safe opens with')
  // From before the summary was made: the words themselves.
  const first = messages.find(({ role }) => role === 'assistant')
  await resident.call('sessions.fork', { messageId: first?.id ?? fail() })
  resident.model.add({ reply: says('As I said.') })
  await resident.turnIs(await send('What was that?'), 'succeeded')
  expect(lastRequest()).toContain('The safe opens with code-4711.')
  expect(lastRequest()).not.toContain('<conversation-so-far')
})

it('a run is summarised as a chat is', async () => {
  const parts = [1, 2, 3, 4].map((n): ScriptStep => ({
    reply: calls(long(`Step ${n}: code-${n}.`), ['list_schedules', {}]),
  }))
  resident.model.add({ ...summary(), always: true }, ...parts, { reply: says('Done.') })
  const { run } = await resident.fire('Look at the schedules four times, for code-0.')
  await resident.runIs(run.id, 'succeeded')
  expect(lastRequest()).toContain('Look at the schedules four times')
  expect(lastRequest()).toContain('code-1')
  const { events } = await resident.call('runs.get', { id: run.id })
  expect(events.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^Summarised \d+ messages/))
})

it('follow-ups read the cache: after a restart, after a summary, and in a fork', async () => {
  const read = async (text: string): Promise<number> => {
    resident.model.add({ reply: says('Yes.') })
    const turnId = await send(text)
    await resident.turnIs(turnId, 'succeeded')
    return (await turn(turnId))?.usage.cacheReadTokens ?? 0
  }
  await exchange('The safe opens with code-4711.')
  const before = await read('Really?')
  expect(before).toBeGreaterThan(5000)
  await resident.restart()
  const after = await read('Sure?')
  expect(after).toBeGreaterThan(before)
  const { messages } = await resident.call('conversations.messages', { conversationId: chat })
  await resident.call('sessions.fork', { messageId: messages.at(-1)?.id ?? fail() })
  expect(await read('And here?')).toBeGreaterThan(after)
  resident.model.add(summary(), { reply: says('Yes.') })
  await resident.turnIs(await send(`${long('Go on.')} ${long('On.')}`), 'succeeded')
  expect(await dividers()).toHaveLength(1)
  expect(await read('Is it so?')).toBeGreaterThan(5000)
})

it('how full the context is can be asked', async () => {
  const context = () => resident.call('sessions.context', { conversationId: chat })
  expect(await context()).toEqual({ tokens: 0, window, compactsAt: 9180 })
  await exchange('The safe opens with code-4711.')
  await exchange('Tell me about safes.')
  const full = (await context()).tokens
  expect(full).toBeGreaterThan(7000)
  resident.model.add(summary(), { reply: says('Yes.') })
  await resident.turnIs(await send(`Go on. ${'padding '.repeat(300)}`), 'succeeded')
  expect((await context()).tokens).toBeLessThan(full)
})

function fail(): never {
  throw new Error('It is not there.')
}
