import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Message } from '../src-shared/domain/message.ts'
import type { MessagesRequest } from '../src-main/models/practice/messages-request.ts'
import { calls, says } from '../src-main/models/practice/replies.ts'
import { lastUserText, wholeText } from '../src-main/models/practice/request-text.ts'
import { openChat, send } from './harness/chat-page.ts'
import type { ControlClient } from './harness/control-client.ts'
import { expect, test } from './harness/model-test.ts'
import { turnsEnded } from './harness/turn-ended.ts'

/** Tokens; about what the system prompt, the tools and a few pages take. */
const smallWindow = 40_000
const page = `Some words about nothing in particular. `.repeat(900)

test('near the limit of its window a session is summarised, a line says so, and the follow-up still knows a fact from before', async ({
  launchWithModel,
  model,
}) => {
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  await control.call('settings.set', { keysWithoutKeyring: 'memory' })
  const small = await control.call('connections.add', {
    name: 'Small',
    baseUrl: model.url,
    key: model.key,
    defaultModel: 'small-model',
    contextTokens: smallWindow,
  })
  const chat = await control.call('conversations.create', { title: 'Long talk' })
  await control.call('sessions.switchModel', { conversationId: chat.id, connectionId: small.id })
  const window = await dormouse.window()
  await openChat(window, 'Long talk')
  const log = window.getByRole('log', { name: 'Conversation' })

  model.add({
    when: (request) => isSummary(request),
    reply: (request) => {
      expect(wholeText(request)).toContain('The password of the garden gate is amber.')
      return says('The garden gate opens with the word amber. Several pages were read.')
    },
    always: true,
  })
  model.add({ when: asks('remember'), reply: says('Noted.') })
  await send(window, 'remember: The password of the garden gate is amber.')
  await expect(log).toContainText('Noted.')
  const summaries = (): number => model.requests.filter(isSummary).length
  for (let n = 1; summaries() === 0; n++) {
    expect(n, 'pages until the window is full').toBeLessThan(12)
    model.add({ when: asks(`page ${n}`), reply: says(`Read page ${n}.`) })
    await send(window, `read page ${n}: ${page}`)
    await expect(log).toContainText(`Read page ${n}.`)
  }
  await expect(log).toContainText('summarised')

  model.add({ when: asks('what opens the gate'), reply: says('The word amber.') })
  await send(window, 'what opens the gate?')
  await expect(log).toContainText('The word amber.')
  const request = await model.waitFor(asks('what opens the gate'))
  expect(wholeText(request)).toContain('The garden gate opens with the word amber.')
  expect(wholeText(request)).not.toContain('The password of the garden gate is amber.')

  expect(await control.call('sessions.list', { conversationId: chat.id })).toHaveLength(1)
  const { hits } = await control.call('search.query', { text: '"garden gate is amber"' })
  expect(hits).toMatchObject([{ conversationId: chat.id }])
  const said = await everything(control, chat.id)
  expect(said.filter(({ role }) => role === 'divider')).toHaveLength(summaries())
  expect(JSON.stringify(said)).toContain('The password of the garden gate is amber.')
})

test('a follow-up reads what was said before from the prompt cache, after a restart too', async ({
  launchWithModel,
  model,
}) => {
  model.add({ reply: says('One.') }, { reply: says('Two.') }, { reply: says('Three.') })
  const first = await launchWithModel()
  const chat = await (await first.control()).call('conversations.create', { title: 'Cached' })
  const usages: number[] = []
  const say = async (control: ControlClient, text: string): Promise<void> => {
    await control.call('conversations.send', { conversationId: chat.id, text })
    await turnsEnded(control, chat.id)
    const { total } = await control.call('usage.summary', {})
    usages.push(total.cacheReadTokens)
  }
  await say(await first.control(), 'one')
  await say(await first.control(), 'two')
  await first.sigterm()
  const again = await first.restart()
  await say(await again.control(), 'three')
  const [one = 0, two = 0, three = 0] = usages
  expect(one).toBe(0)
  expect(two).toBeGreaterThan(one)
  expect(three - two).toBeGreaterThan(two - one)
  model.assertDone()
})

test('import of an export gives the same conversation, with its versions, its attachment and its tool calls', async ({
  launchWithModel,
  model,
}) => {
  const dormouse = await launchWithModel()
  const control = await dormouse.control()
  const chat = await control.call('conversations.create', { title: 'To keep' })
  const attachment = await control.call('attachments.put', { name: 'dot.png', data: onePixel })
  model.add(
    { reply: says('A dot.') },
    { reply: calls('Looking.', ['list_directory', {}]) },
    { reply: says('Nothing there.') },
    { reply: says('Still nothing.') },
  )
  const say = async (text: string, attachments: (typeof attachment)[] = []): Promise<string> => {
    const sent = await control.call('conversations.send', { conversationId: chat.id, text, attachments })
    await turnsEnded(control, chat.id)
    return sent.turnId
  }
  await say('what is this?', [attachment])
  await control.call('messages.regenerate', { turnId: await say('list the files') })
  await turnsEnded(control, chat.id)
  model.assertDone()

  const folder = test.info().outputPath('kept')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'kept.json')
  expect(await control.call('conversations.export', { id: chat.id, format: 'json', path: file })).toEqual({
    path: file,
  })
  const { conversation } = await control.call('conversations.import', { path: file })
  const id = conversation?.id ?? ''
  expect(id).not.toBe(chat.id)
  expect(conversation).toMatchObject({ title: 'To keep', permission: 'ask', workingDirectory: null })
  const [line, ...copied] = await everything(control, id)
  expect(line?.content).toMatchObject([{ type: 'divider', reason: 'imported' }])
  expect(plain(copied)).toEqual(plain(await everything(control, chat.id)))

  // The version that is not shown came along too.
  const { branches = [] } = await control.call('conversations.messages', { conversationId: id })
  const [point] = branches
  expect(point?.sessionIds).toHaveLength(2)
  await control.call('messages.choose', {
    forkId: point?.forkId ?? '',
    sessionId: point?.sessionIds[0] ?? '',
  })
  expect(JSON.stringify(await everything(control, id))).toContain('Nothing there.')

  model.add({ reply: says('It was empty.') })
  await control.call('conversations.send', { conversationId: id, text: 'and before?' })
  await turnsEnded(control, id)
  expect(wholeText(await model.waitFor(asks('and before?')))).toContain('A dot.')

  const reading = join(folder, 'kept.md')
  await control.call('conversations.export', { id: chat.id, format: 'markdown', path: reading })
  expect(readFileSync(reading, 'utf8')).toContain('Still nothing.')
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -200))
  await expect(control.call('conversations.import', { path: file })).rejects.toThrow(/bad_input/)
})

async function everything(control: ControlClient, conversationId: string): Promise<Message[]> {
  const { messages } = await control.call('conversations.messages', { conversationId, limit: 500 })
  return messages
}

/** Messages without the ids, which are new in a copy. */
function plain(messages: readonly Message[]): unknown {
  return messages.map(({ at, role, content, model }) => ({ at, role, content, model }))
}

function isSummary(request: MessagesRequest): boolean {
  return lastUserText(request).includes('<summary-request>')
}

function asks(words: string): (request: MessagesRequest) => boolean {
  return (request) => lastUserText(request).includes(words) && !isSummary(request)
}

/** A PNG of one pixel, base64. */
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
