import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Answer } from '../../src-shared/domain/question.ts'
import { says } from '../models/practice/replies.ts'
import { folderHome, writeHome } from '../store/folder-home.ts'
import { migrate, type Migration } from '../store/migrate.ts'
import { initial } from '../store/migrations/0001-initial.ts'
import { trustedSchedules } from '../store/migrations/0002-trusted-schedules.ts'
import { toolsThatAct } from '../store/migrations/0003-tools-that-act.ts'
import { openSqliteFile } from '../store/sqlite-driver.ts'
import { type Resident, startResident, testStart } from './start-resident.ts'
import { createTestClock } from './test-clock.ts'

const fortnightMs = 14 * 86_400_000
const folder = join(import.meta.dirname, 'two-weeks')
/** What the run of the fence had sent when it was asked for the reply that asks. */
const lastRequest = JSON.parse(readFileSync(join(folder, 'last-request.json'), 'utf8')) as unknown[]

const third: readonly Migration[] = [initial, trustedSchedules, toolsThatAct]

/** A data folder as the release before left it. */
function oldFolder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'dormouse-'))
  mkdirSync(join(dataDir, 'workspace'))
  const database = openSqliteFile(join(dataDir, 'dormouse.db'))
  migrate(database, third, createTestClock(testStart))
  database.exec(readFileSync(join(folder, 'version-3.sql'), 'utf8'))
  database
    .prepare("INSERT INTO facts (name, value) VALUES ('home', ?)")
    .run(writeHome(folderHome(dataDir, null)))
  database.close()
  return dataDir
}

let resident: Resident
beforeEach(async () => {
  resident = await startResident([], { dataDir: oldFolder(), at: testStart + fortnightMs })
})
afterEach(() => resident.end())

const answer = (id: string, given: Answer) => resident.call('questions.answer', { id, answer: given })
const text = (words: string): Answer => ({ kind: 'text', text: words })

it('a question survives quit, kill, upgrade and a fortnight: it is open, listed, in the inbox and on its run', async () => {
  const open = await resident.call('questions.list', { status: 'open' })
  expect(open.map(({ kind, prompt }) => [kind, prompt])).toEqual([
    ['choice', 'Which colour?'],
    ['question', 'How many coats?'],
    ['confirm', 'Schedule “Look” (every day at 9)?'],
    ['budget', expect.stringMatching(/^The limit of 1 model calls is reached/)],
    ['question', 'Where to?'],
  ])
  const items = await resident.call('inbox.list', { filter: 'needs-you' })
  expect(items.map(({ questionId }) => questionId ?? '').toSorted()).toEqual(
    open.map(({ id }) => id).toSorted(),
  )
  expect(items.every(({ question, timesAsked }) => question?.status === 'open' && timesAsked === 1)).toBe(
    true,
  )
  expect(resident.app.counts().waiting).toBe(5)
  const { runs } = await resident.call('runs.list', { status: 'waiting' })
  expect(runs.map(({ title }) => title).toSorted()).toEqual([
    'Count the files',
    'Paint the fence',
    'Watch the door',
  ])
  // It was told of all this two weeks ago.
  expect(resident.desktop.shown).toEqual([])
  expect(resident.model.requests).toEqual([])
})

it('a stored transcript rebuilds exactly the request that would have been sent without the restart, and the run goes on from there', async () => {
  resident.model.add({ reply: says('It is green now.') })
  await answer('question_2', text('three'))
  expect((await resident.call('runs.get', { id: 'run_1' })).status).toBe('waiting')
  const { turnId } = await resident.call('conversations.send', {
    conversationId: 'conversation_1',
    text: '2',
    answers: 'question_1',
  })
  expect(turnId).toBe('turn_1')
  expect(await resident.runIs('run_1', 'succeeded')).toMatchObject({ result: 'It is green now.', turnId })
  const [request] = resident.model.requests
  expect(request?.messages.slice(0, lastRequest.length)).toEqual(lastRequest)
  expect(request?.messages.slice(lastRequest.length)).toMatchObject([
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'I need a colour.' },
        {
          type: 'tool_use',
          name: 'ask_user',
          input: { question: 'Which colour?', options: ['red', 'green'] },
        },
        { type: 'tool_use', name: 'ask_user', input: { question: 'How many coats?' } },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', text: 'green' },
        { type: 'tool_result', text: 'three' },
        // The messages of that time did not say it: the rules that the assistant is sent did.
        { type: 'text', text: '<context permission="ask"/>' },
      ],
    },
  ])
  resident.model.assertDone()
  const { messages } = await resident.call('conversations.messages', { conversationId: 'conversation_1' })
  expect(messages.at(-1)?.content).toMatchObject([
    { type: 'notice', kind: 'result', text: 'It is green now.' },
  ])
})

it('so is what waits for a permission: it is done once', async () => {
  resident.model.add({ reply: says('I watch it daily.') })
  await answer('question_3', { kind: 'confirm', decision: 'allow' })
  await resident.runIs('run_2', 'succeeded')
  const titles = (await resident.call('schedules.list', {})).map(({ title }) => title)
  expect(titles.filter((title) => title === 'Look')).toHaveLength(1)
  await expect(answer('question_3', { kind: 'confirm', decision: 'allow' })).rejects.toThrow(/^conflict/)
})

it('so is what waits at a limit: it goes on with as much again', async () => {
  resident.model.add({ reply: says('There are none.') })
  await answer('question_4', { kind: 'budget', decision: 'continue' })
  expect((await resident.runIs('run_3', 'succeeded')).usage.steps).toBe(2)
})

it('so is what a chat waits for, and a restart in between changes nothing', async () => {
  resident.model.add({ reply: says('Bon voyage.') })
  await resident.restart()
  await answer('question_5', text('Paris'))
  await resident.turnIs('turn_4', 'succeeded')
  expect(resident.model.requests).toHaveLength(1)
  const { messages } = await resident.call('conversations.messages', { conversationId: 'conversation_7' })
  expect(messages.at(-1)?.content).toMatchObject([{ type: 'text', text: 'Bon voyage.' }])
})

it('a run that is cancelled after the upgrade withdraws its old questions everywhere', async () => {
  await resident.call('runs.cancel', { id: 'run_1' })
  const withdrawn = await resident.call('questions.list', { status: 'withdrawn' })
  expect(withdrawn.map(({ id }) => id)).toEqual(['question_1', 'question_2'])
  expect(resident.app.counts().waiting).toBe(3)
  await expect(answer('question_1', text('red'))).rejects.toThrow(/^conflict: This question was withdrawn/)
})
