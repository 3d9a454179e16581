import type { Page } from '@playwright/test'
import { faults } from '../src-main/models/practice/faults.ts'
import { createHold } from '../src-main/models/practice/hold.ts'
import type { MessagesRequest } from '../src-main/models/practice/messages-request.ts'
import { says } from '../src-main/models/practice/replies.ts'
import { lastUserText, wholeText } from '../src-main/models/practice/request-text.ts'
import type { ScriptedModel } from '../src-main/models/practice/scripted-responder.ts'
import { openChat, send } from './harness/chat-page.ts'
import type { ControlClient } from './harness/control-client.ts'
import type { Dormouse } from './harness/launch-dormouse.ts'
import { expect, test } from './harness/model-test.ts'
import { turnsEnded } from './harness/turn-ended.ts'

const endings = ['succeeded', 'failed', 'cancelled'] as const
const models = ['same', 'compatible', 'incompatible'] as const
type Ending = (typeof endings)[number]
type Model = (typeof models)[number]

/** A conversation of the matrix: how its turn ended, and with which model it goes on. */
interface Cell {
  readonly name: string
  readonly ending: Ending
  readonly model: Model
  readonly id: string
}

/** More than the small window takes. */
const usage = { input_tokens: 50_000 }
const smallWindow = 20_000

/** What becomes of the window between the end of a turn and the follow-up. */
const between: Readonly<Record<string, (dormouse: Dormouse) => Promise<Dormouse>>> = {
  'the window open': (dormouse) => Promise.resolve(dormouse),
  async 'the window closed and opened again'(dormouse) {
    await dormouse.closeWindow()
    await (await dormouse.control()).call('app.showWindow', {})
    return dormouse
  },
  async 'the application restarted'(dormouse) {
    await dormouse.sigterm()
    return dormouse.restart([])
  },
}

for (const [what, change] of Object.entries(between)) {
  test(`with ${what} a follow-up carries the session on, however its last turn ended and whatever model comes next`, async ({
    launchWithModel,
    model,
  }) => {
    const before = await launchWithModel([])
    const control = await before.control()
    await control.call('settings.set', { keysWithoutKeyring: 'memory' })
    const reached = { baseUrl: model.url, key: model.key }
    const other = await control.call('connections.add', {
      name: 'Other',
      defaultModel: 'other-model',
      ...reached,
    })
    const small = await control.call('connections.add', {
      name: 'Small',
      defaultModel: 'small-model',
      contextTokens: smallWindow,
      ...reached,
    })
    const page = await before.window()
    const cells: Cell[] = []
    for (const ending of endings) {
      for (const next of models) cells.push(await begin({ page, control, model }, ending, next))
    }

    const after = await change(before)
    const again = await after.window()
    const line = await after.control()
    // Keys in memory end with their process.
    for (const { id } of [other, small]) await line.call('connections.update', { id, key: model.key })
    for (const cell of cells) {
      const connectionId = { same: null, compatible: other.id, incompatible: small.id }[cell.model]
      if (connectionId !== null) await switchModel(line, model, cell, connectionId)
      await followUp(again, line, model, cell)
    }
    model.assertDone()
  })
}

/** A conversation with a fact in it, whose last turn ended in this way. */
async function begin(
  { page, control, model }: { page: Page; control: ControlClient; model: ScriptedModel },
  ending: Ending,
  next: Model,
): Promise<Cell> {
  const name = `${ending} ${next}`
  const { id } = await control.call('conversations.create', { title: `Chat ${name}` })
  await openChat(page, `Chat ${name}`)
  const log = page.getByRole('log', { name: 'Conversation' })
  model.add({
    when: asks(`remember ${name}`),
    reply: says(`Noted: ${name}.`, { usage }),
  })
  await send(page, `remember ${name}: the fact of ${name}`)
  await expect(log).toContainText(`Noted: ${name}.`)

  const hold = createHold(6)
  const words = `Half of the work for ${name} is here`
  const reply = {
    succeeded: says(words, { usage }),
    failed: { ...faults.maxTokens(words), usage },
    cancelled: says(words, { hold }),
  }[ending]
  model.add({ when: asks(`work on ${name}`), reply })
  await send(page, `work on ${name}`)
  if (ending === 'cancelled') {
    await hold.reached
    await expect(log).toContainText('Half')
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
  }
  await turnsEnded(control, id)
  return { name, ending, model: next, id }
}

/** A compatible model keeps the session; an incompatible one says why first, and gets a summary. */
async function switchModel(
  control: ControlClient,
  model: ScriptedModel,
  { name, id, model: kind }: Cell,
  connectionId: string,
): Promise<void> {
  const wish = { conversationId: id, connectionId }
  const before = await control.call('sessions.list', { conversationId: id })
  const check = await control.call('sessions.check', wish)
  expect(check.kept).toBe(kind === 'compatible')
  expect(await control.call('sessions.list', { conversationId: id })).toEqual(before)
  if (kind === 'compatible') {
    expect(await control.call('sessions.switchModel', wish)).toMatchObject({ kept: true })
    return
  }
  expect(check.reason).toContain(smallWindow.toLocaleString('en'))
  const isSummary = (request: MessagesRequest): boolean => wholeText(request).includes(`the fact of ${name}`)
  model.add({ when: isSummary, reply: says(`In short: the fact of ${name} is known.`) })
  const switched = await control.call('sessions.switchModel', { ...wish, summary: true })
  expect(switched).toMatchObject({ kept: false, reason: check.reason })
  expect(switched.session.summary).toContain(`the fact of ${name}`)
}

async function followUp(
  page: Page,
  control: ControlClient,
  model: ScriptedModel,
  { name, ending, model: kind, id }: Cell,
): Promise<void> {
  await openChat(page, `Chat ${name}`)
  const log = page.getByRole('log', { name: 'Conversation' })
  model.add({ when: asks(`make ${name} green`), reply: says(`Green now: ${name}.`) })
  await send(page, `make ${name} green`)
  await expect(log).toContainText(`Green now: ${name}.`)

  const request = await model.waitFor(asks(`make ${name} green`))
  const text = wholeText(request)
  expect(text).toContain(`the fact of ${name}`)
  const sessions = await control.call('sessions.list', { conversationId: id })
  expect(sessions).toHaveLength(kind === 'incompatible' ? 2 : 1)
  if (kind === 'incompatible') {
    expect(request.model).toBe('small-model')
    expect(text).not.toContain(`Noted: ${name}.`)
    await expect(log).toContainText('New session')
    return
  }
  if (kind === 'compatible') expect(request.model).toBe('other-model')
  expect(text).toContain(`work on ${name}`)
  expect(text).toContain('Half')
  if (ending !== 'succeeded') expect(text).toContain(`status="${ending}"`)
}

function asks(words: string): (request: MessagesRequest) => boolean {
  return (request) => lastUserText(request).includes(words)
}
