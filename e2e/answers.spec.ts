import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import type { Question } from '../src-shared/domain/question.ts'
import type { Run } from '../src-shared/domain/run.ts'
import type { MessagesRequest } from '../src-main/models/practice/messages-request.ts'
import { calls, says } from '../src-main/models/practice/replies.ts'
import { textOf, wholeText } from '../src-main/models/practice/request-text.ts'
import type { Reply } from '../src-main/models/practice/responder.ts'
import type { ControlClient } from './harness/control-client.ts'
import { projectFolder } from './harness/electron-command.ts'
import { send } from './harness/chat-page.ts'
import { expect, test } from './harness/model-test.ts'
import { waitFor } from './harness/wait-for.ts'

/** Each kind of question, with every way to answer it that its form has. */
const kinds = [
  'question',
  'choice',
  'several',
  'something else',
  'allow once',
  'always allow',
  'deny',
  'edited',
  'credential',
  'budget',
] as const
type Kind = (typeof kinds)[number]

/** Every place, as a question says where it was answered. */
const places = ['inbox', 'conversation', 'run page', 'command line'] as const
type Place = (typeof places)[number]

const secret = 'planted-9d41'
const fileOf = (place: Place, kind: Kind): string => `${place} ${kind}.txt`.replaceAll(' ', '-')
const promptOf = (place: Place, kind: Kind): string => `What of ${kind} at ${place}?`
const titleOf = (place: Place, kind: Kind): string => `${kind} at ${place}`

/** Asks as the job is, then says what it heard. */
function replyTo(request: MessagesRequest): Reply {
  const [first] = request.messages
  const [, kind = '', place = ''] = /Ask (.+) at (.+)\./.exec(first ? textOf(first) : '') ?? []
  const heard = request.messages
    .at(-1)
    ?.content.flatMap((block) => (block.type === 'tool_result' ? [block.text] : []))
  const said = request.messages.filter(({ role }) => role === 'assistant').length
  if (said > 0) return says(`Heard: ${heard?.join(' ') ?? ''}`)
  return calls(callOf(kind as Kind, place as Place))
}

function callOf(kind: Kind, place: Place): readonly [string, unknown] {
  const question = promptOf(place, kind)
  switch (kind) {
    case 'question':
      return ['ask_user', { question }]
    case 'choice':
    case 'something else':
      return ['ask_user', { question, options: ['amber', 'green', 'blue'] }]
    case 'several':
      return ['ask_user', { question, options: ['amber', 'green', 'blue'], multiple: true }]
    case 'allow once':
    case 'always allow':
    case 'deny':
    case 'edited':
      return ['write_file', { path: fileOf(place, kind), content: 'as asked\n' }]
    case 'credential':
      return ['ask_for_secret', { name: `TOKEN_${places.indexOf(place)}`, purpose: question }]
    case 'budget':
      return ['list_directory', {}]
  }
}

/** What the run must have heard, and so says in its result. */
const heardOf: Readonly<Record<Kind, RegExp>> = {
  question: /^Heard: umber$/,
  choice: /^Heard: green$/,
  several: /^Heard: amber, blue$/,
  'something else': /^Heard: purple$/,
  'allow once': /^Heard: /,
  'always allow': /^Heard: /,
  deny: /did not allow this: not this one/,
  edited: /The user changed this call/,
  credential: /The user gave TOKEN_/,
  budget: /^Heard: /,
}

/** Answers with the form of the inbox, the run page or a card. */
async function inForm(form: Locator, kind: Kind, file: string): Promise<void> {
  const press = (name: string): Promise<void> => form.getByRole('button', { name, exact: true }).click()
  switch (kind) {
    case 'question':
    case 'something else':
      await form.getByRole('textbox', { name: 'Your answer' }).fill(kind === 'question' ? 'umber' : 'purple')
      return press('Answer')
    case 'choice':
      await form.getByRole('radio', { name: 'green' }).click()
      return press('Answer')
    case 'several':
      await form.getByRole('checkbox', { name: 'amber' }).click()
      await form.getByRole('checkbox', { name: 'blue' }).click()
      return press('Answer')
    case 'allow once':
      return press('Allow once')
    case 'always allow':
      return press('Always allow')
    case 'deny':
      await press('Deny with a note')
      await form.getByRole('textbox', { name: 'Note' }).fill('not this one')
      return press('Deny')
    case 'edited':
      await press('Edit before allowing')
      await form
        .getByRole('textbox', { name: 'Arguments' })
        .fill(JSON.stringify({ path: file, content: 'as edited\n' }))
      return press('Allow once')
    case 'credential':
      await form.getByLabel('Your answer', { exact: true }).fill(secret)
      return press('Answer')
    case 'budget':
      return press('Go on')
  }
}

/** Answers where the conversation shows it: with the chip what can be said in words, else on the card. */
async function inConversation(page: Page, kind: Kind, file: string): Promise<void> {
  const message = page.getByRole('textbox', { name: 'Message' })
  const log = page.getByRole('log', { name: 'Conversation' })
  const card = log.getByLabel(`Question: ${titleOf('conversation', kind)}`, { exact: true })
  switch (kind) {
    case 'question':
    case 'something else':
      await expect(page.getByText(/^Answering: /)).toBeVisible()
      return send(page, kind === 'question' ? 'umber' : 'purple')
    case 'choice':
      await expect(page.getByText(/^Answering: /)).toBeVisible()
      await message.fill('the second')
      return message.press('Enter')
    case 'several':
      await expect(page.getByText(/^Answering: /)).toBeVisible()
      return send(page, '1, 3')
    case 'credential':
      await expect(page.getByText(/^Answering: /)).toBeVisible()
      await page.getByLabel('Your answer', { exact: true }).fill(secret)
      return page.getByRole('button', { name: 'Answer', exact: true }).click()
    default:
      return inForm(card, kind, file)
  }
}

/** What is written behind `dormouse answer <question>`; a secret is piped in. */
const words: Readonly<Record<Exclude<Kind, 'edited'>, readonly string[]>> = {
  question: ['umber'],
  choice: ['2'],
  several: ['1,3'],
  'something else': ['--other', 'purple'],
  'allow once': ['allow'],
  'always allow': ['always'],
  deny: ['deny', 'not', 'this', 'one'],
  credential: [],
  budget: ['continue'],
}

const run = promisify(execFile)

interface Asked {
  readonly kind: Kind
  readonly run: Run
  readonly question: Question
}

/** Sets one run of each kind going for a place, and waits until all of them wait. */
async function ask(
  control: ControlClient,
  place: Place,
  all: readonly Kind[],
  workingDirectory: string,
): Promise<Asked[]> {
  const runs = new Map<Kind, string>()
  for (const kind of all) {
    const { id } = await control.call('schedules.create', {
      title: titleOf(place, kind),
      action: { kind: 'assist', instruction: `Ask ${kind} at ${place}.`, context: 'fresh', workingDirectory },
      trigger: { kind: 'once', at: Date.now() + 86_400_000 },
      policies: kind === 'budget' ? { budget: { steps: 1 } } : {},
    })
    runs.set(kind, (await control.call('schedules.runNow', { id })).id)
  }
  return Promise.all(
    [...runs].map(async ([kind, id]) => {
      const waiting = await waitFor(
        async () => {
          const found = await control.call('runs.get', { id })
          return found.status === 'waiting' ? found : null
        },
        { what: `${kind} at ${place}`, within: 30_000 },
      )
      const open = await control.call('questions.list', { conversationId: waiting.conversationId ?? '' })
      const [question] = open
      if (!question) throw new Error(`${kind} at ${place} asked nothing`)
      return { kind, run: waiting, question }
    }),
  )
}

test('each kind of question is answered from each place, and the run that asked goes on with exactly that answer', async ({
  launchWithModel,
  model,
  home,
}) => {
  test.setTimeout(180_000)
  model.add({ always: true, reply: replyTo })
  const folder = join(home.dataDir, '..', 'work')
  mkdirSync(folder)
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  await control.call('settings.set', { keysWithoutKeyring: 'memory' })
  const page = await dormouse.window()

  const answer: Record<Place, (asked: Asked) => Promise<void>> = {
    async inbox({ kind, question }) {
      await control.call('app.showWindow', { place: { screen: 'inbox', questionId: question.id } })
      const item = page
        .getByRole('list', { name: 'Inbox' })
        .getByRole('listitem')
        .filter({ hasText: titleOf('inbox', kind) })
      await inForm(item, kind, fileOf('inbox', kind))
    },
    async conversation({ kind, question }) {
      const { deliverTo: conversationId } = question
      await control.call('app.showWindow', { place: { screen: 'conversations', conversationId } })
      await expect(page.getByRole('heading', { name: titleOf('conversation', kind) })).toBeVisible()
      await inConversation(page, kind, fileOf('conversation', kind))
    },
    async 'run page'({ kind, run: { id: runId } }) {
      await control.call('app.showWindow', { place: { screen: 'runs', runId } })
      await expect(page.getByRole('heading', { name: titleOf('run page', kind) })).toBeVisible()
      await inForm(page.getByLabel('Question', { exact: true }), kind, fileOf('run page', kind))
    },
    async 'command line'({ kind, question }) {
      if (kind === 'edited') throw new Error('the command line cannot edit')
      const program = join(projectFolder, 'scripts', 'dormouse.mjs')
      const given = run(process.execPath, [program, 'answer', question.id, ...words[kind]], {
        env: { ...process.env, DORMOUSE_DATA_DIR: home.dataDir },
      })
      given.child.stdin?.end(kind === 'credential' ? `${secret}\n` : '')
      await given
    },
  }

  for (const place of places) {
    const all = kinds.filter((kind) => place !== 'command line' || kind !== 'edited')
    const asked = await test.step(`${place}: all ask`, () => ask(control, place, all, folder))
    for (const each of asked) {
      const { kind } = each
      await test.step(titleOf(place, kind), async () => {
        await answer[place](each)
        const ended = await waitFor(
          async () => {
            const found = await control.call('runs.get', { id: each.run.id })
            return found.status === 'succeeded' ? found : null
          },
          { what: `the end of ${titleOf(place, kind)}` },
        )
        expect(ended.result).toMatch(heardOf[kind])
        const question = await control.call('questions.get', { id: each.question.id })
        expect(question).toMatchObject({ status: 'answered', answeredVia: place })
        const path = join(folder, fileOf(place, kind))
        const written = existsSync(path) ? readFileSync(path, 'utf8') : null
        const wanted = { 'allow once': 'as asked\n', 'always allow': 'as asked\n', edited: 'as edited\n' }
        expect(written).toBe(kind in wanted ? wanted[kind as keyof typeof wanted] : null)
      })
    }
    // Nobody else was reached: this place's runs are all that has ended since, and nothing waits any more.
    expect(await control.call('questions.list', { status: 'open' })).toEqual([])
  }

  expect(await control.call('inbox.counts', {})).toMatchObject({ waiting: 0 })
  const grants = await control.call('grants.list', {})
  expect(grants).toHaveLength(places.length)
  expect((await control.call('secrets.list', {})).map(({ name }) => name).toSorted()).toEqual(
    places.map((_, nth) => `TOKEN_${nth}`),
  )
  expect(model.requests.filter((request) => wholeText(request).includes(secret))).toEqual([])
})
