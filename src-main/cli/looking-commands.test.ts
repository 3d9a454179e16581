import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunDetail } from '../../src-shared/ipc/run-routes.ts'
import {
  type FakeApplication,
  type Outcome,
  Refusal,
  startFakeApplication,
} from './testing/fake-application.ts'
import { monday, sampleInboxItem, sampleQuestion, sampleRun, sampleSchedule } from './testing/samples.ts'

let app: FakeApplication
beforeEach(async () => {
  app = await startFakeApplication()
})
afterEach(() => app.close())

function callsTo(route: string): unknown[] {
  return app.calls.filter((call) => call.route === route).map((call) => call.input)
}

test('runs are listed with status and time taken, by schedule and status', async () => {
  app.answers.set('schedules.list', [sampleSchedule()])
  app.answers.set('runs.list', { runs: [sampleRun()], nextBefore: null })
  const { out } = await app.run([
    'runs',
    'list',
    '--schedule',
    'abc',
    '--status',
    'succeeded',
    '--limit',
    '5',
  ])
  expect(callsTo('runs.list')).toEqual([{ limit: 5, status: 'succeeded', scheduleId: 'schedule_abc1' }])
  expect(out).toMatch(/run_abc1 {2}2026-11-23 09:00 {2}succeeded {2}4\.2 s {2}Report/)
})

test('a run is shown with its timeline and result', async () => {
  const detail: RunDetail = {
    ...sampleRun(),
    events: [
      { id: 1, runId: 'run_abc1', at: monday + 20, kind: 'started', text: 'Started', detail: {} },
      {
        id: 2,
        runId: 'run_abc1',
        at: monday + 1020,
        kind: 'tool-finished',
        text: 'Read notes.txt',
        detail: {},
      },
    ],
  }
  app.answers.set('runs.list', { runs: [sampleRun()], nextBefore: null })
  app.answers.set('runs.get', detail)
  const { out } = await app.run(['runs', 'show', 'abc'])
  expect(callsTo('runs.get')).toEqual([{ id: 'run_abc1' }])
  expect(out).toContain('09:00:00  started        Started\n09:00:01  tool-finished  Read notes.txt\n')
  expect(out).toContain('2 model calls, 100 tokens read, 20 written, $0.0012')
  expect(out.trimEnd().endsWith('All is well.')).toBe(true)
})

test('an old run is reached by its whole id', async () => {
  app.answers.set('runs.list', { runs: [], nextBefore: null })
  app.answers.set('runs.cancel', sampleRun({ status: 'cancelled' }))
  expect((await app.run(['runs', 'cancel', 'run_old'])).out).toBe('Report is cancelled.\n')
  expect(callsTo('runs.cancel')).toEqual([{ id: 'run_old' }])
})

test('the inbox shows who asks what, what happens without an answer, and how to answer', async () => {
  const question = sampleQuestion({
    kind: 'choice',
    options: ['Red', 'Blue'],
    account: 'Report, run of 09:00 · 2 model calls so far\nSo far: Read notes.md',
    byDefault: 'Red it is',
    deadline: monday + 7_200_000,
  })
  app.answers.set('inbox.list', [
    sampleInboxItem({
      kind: 'question',
      title: 'Report asks',
      question,
      timesAsked: 3,
      sameQuestionIds: ['question_2', 'question_3'],
    }),
    sampleInboxItem(),
  ])
  const { out } = await app.run(['inbox'])
  expect(out).toContain(
    [
      'inbox_1  2026-11-23 09:00  question, asked 3 times  Report asks',
      'Which one?',
      '   Report, run of 09:00 · 2 model calls so far',
      '   So far: Read notes.md',
      '   1. Red',
      '   2. Blue',
      '   By default: Red it is',
      '   Waits until 2026-11-23 11:00',
      '   dormouse answer question_abc1 <number>',
      '   2 other runs ask the very same: --same answers them too',
    ].join('\n'),
  )
  expect(out).toContain('inbox_1  2026-11-23 09:00  result  Report\nAll is well.')
})

test('the inbox has its views, and is searched in each', async () => {
  app.answers.set('inbox.list', [])
  for (const view of ['needs-you', 'failed', 'finished', 'archived']) await app.run(['inbox', `--${view}`])
  expect((await app.run(['inbox', '--failed', '--search', 'notes'])).out).toBe('Nothing was found.\n')
  expect(callsTo('inbox.list')).toEqual([
    { filter: 'needs-you' },
    { filter: 'failed' },
    { filter: 'finished' },
    { filter: 'archived' },
    { filter: 'failed', search: 'notes' },
  ])
  expect((await app.run(['inbox', '--failed', '--archived'])).code).toBe(2)
})

test('items are archived, brought back, snoozed and marked by the beginnings of their ids', async () => {
  app.answers.set('inbox.list', (input: { filter: string }) =>
    input.filter === 'all' ? [sampleInboxItem()] : [sampleInboxItem({ id: 'inbox_old' })],
  )
  for (const route of ['unarchive', 'markRead', 'markUnread', 'snooze'])
    app.answers.set(`inbox.${route}`, sampleInboxItem())
  app.answers.set('inbox.archiveMany', { archived: 2 })
  expect((await app.run(['inbox', 'archive', 'inbox_1', 'old'])).out).toBe('2 items were archived.\n')
  await app.run(['inbox', 'archive', '--finished'])
  expect(callsTo('inbox.archiveMany')).toEqual([{ ids: ['inbox_1', 'inbox_old'] }, { filter: 'finished' }])
  expect((await app.run(['inbox', 'archive', 'inbox_1', '--failed'])).code).toBe(2)
  expect((await app.run(['inbox', 'archive'])).code).toBe(2)
  expect((await app.run(['inbox', 'unarchive', 'old'])).out).toBe('Report is in the inbox again.\n')
  expect(callsTo('inbox.unarchive')).toEqual([{ id: 'inbox_old' }])
  expect((await app.run(['inbox', 'read', '1'])).out).toBe('Report is read.\n')
  await app.run(['inbox', 'read', '1', '--not'])
  expect(callsTo('inbox.markUnread')).toEqual([{ id: 'inbox_1' }])
  expect((await app.run(['inbox', 'snooze', '1', '2h'])).out).toBe('Report comes back 2026-11-23 11:00.\n')
  await app.run(['inbox', 'snooze', '1', '2026-12-24T18:00:00Z'])
  expect(callsTo('inbox.snooze')).toEqual([
    { id: 'inbox_1', until: monday + 7_200_000 },
    { id: 'inbox_1', until: Date.UTC(2026, 11, 24, 18) },
  ])
  expect((await app.run(['inbox', 'snooze', '1', 'soon'])).code).toBe(2)
})

test('a run that has ended goes on as a run of its own', async () => {
  app.answers.set('runs.list', { runs: [sampleRun()], nextBefore: null })
  app.answers.set('runs.continue', { run: sampleRun({ id: 'run_2' }), turnId: 'turn_2' })
  expect((await app.run(['runs', 'continue', 'abc', 'now', 'March'])).out).toBe('Report goes on as run_2.\n')
  expect(callsTo('runs.continue')).toEqual([{ id: 'run_abc1', text: 'now March' }])
  expect((await app.run(['runs', 'continue', 'abc'])).code).toBe(2)
  const message = 'There is nothing to go on with, because this run never began.'
  app.answers.set('runs.continue', new Refusal({ code: 'conflict', message }))
  expect(await app.run(['runs', 'continue', 'abc', 'go'])).toEqual({ code: 1, out: '', err: `${message}\n` })
})

test('a run that waits shows what it asks', async () => {
  app.answers.set('runs.list', { runs: [sampleRun()], nextBefore: null })
  app.answers.set('runs.get', { ...sampleRun({ status: 'waiting', result: null }), events: [] })
  app.answers.set('questions.list', [
    sampleQuestion({ runId: 'run_abc1' }),
    sampleQuestion({ prompt: 'Else?' }),
  ])
  const { out } = await app.run(['runs', 'show', 'abc'])
  expect(out).toContain('Which one?\n   dormouse answer question_abc1 <text>')
  expect(out).not.toContain('Else?')
})

test('search prints when, where and what, with the matches in bold on a terminal', async () => {
  const hit = {
    messageId: 'm',
    conversationId: 'c',
    runId: 'run_1',
    at: monday,
    snippet: 'the \u0002notes\u0003 say \u001b[31mno',
    title: 'Morning check',
  }
  app.answers.set('search.query', { hits: [hit] })
  expect((await app.run(['search', 'the', 'notes'])).out).toBe(
    '2026-11-23 09:00  Morning check  run_1\n   the notes say no\n',
  )
  expect((await app.run(['search', 'notes'], { colour: true })).out).toContain(
    '   the \u001b[1mnotes\u001b[0m say no\n',
  )
  expect(callsTo('search.query')[0]).toEqual({ text: 'the notes', in: 'all', limit: 20 })
})

test('quit asks the application to end', async () => {
  app.answers.set('app.quit', {})
  expect((await app.run(['quit'])).out).toBe('Dormouse is quitting.\n')
  expect(callsTo('app.quit')).toHaveLength(1)
})

test('watch prints what happens until the application is gone', async () => {
  let people: Promise<Outcome> | undefined
  let programs: Promise<Outcome> | undefined
  // Each says on standard error that it watches; only then is anything told.
  await new Promise<string>((onErr) => {
    people = app.run(['watch'], { onErr })
  })
  await new Promise<string>((onErr) => {
    programs = app.run(['watch', '--json'], { onErr })
  })
  app.events.publish({ event: 'run.changed', data: sampleRun() })
  const amber = { status: 'answered', answeredVia: 'notification', answerText: 'amber' } as const
  app.events.publish({ event: 'question.changed', data: sampleQuestion() })
  app.events.publish({ event: 'question.changed', data: sampleQuestion(amber) })
  app.events.publish({
    event: 'message.delta',
    data: { conversationId: 'c', turnId: 't', messageId: 'm', kind: 'text', offset: 0, text: 'x' },
  })
  await app.close()
  expect(await people).toEqual({
    code: 3,
    out: [
      'run  run_abc1  Report: succeeded',
      'question  question_abc1  asks: Which one?',
      'question  question_abc1  answered from the notification: amber (asked: Which one?)',
      '',
    ].join('\n'),
    err: 'Watching. Ctrl-C ends it.\nDormouse has quit, or ended the connection.\n',
  })
  const lines = (await programs)?.out.split('\n') ?? []
  expect(JSON.parse(lines[0] ?? '')).toEqual({ event: 'run.changed', data: sampleRun() })
  expect(JSON.parse(lines[3] ?? '')).toMatchObject({ event: 'message.delta' })
})
