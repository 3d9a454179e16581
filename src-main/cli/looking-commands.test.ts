import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunDetail } from '../../src-shared/ipc/run-routes.ts'
import { type FakeApplication, type Outcome, startFakeApplication } from './testing/fake-application.ts'
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

test('the inbox shows how to answer what waits', async () => {
  const question = sampleQuestion({ kind: 'choice', options: ['Red', 'Blue'] })
  app.answers.set('inbox.list', [
    sampleInboxItem({ kind: 'question', title: 'Report asks', question }),
    sampleInboxItem(),
  ])
  const { out } = await app.run(['inbox'])
  expect(out).toContain(
    '2026-11-23 09:00  question  Report asks\nWhich one?\n   1. Red\n   2. Blue\n   dormouse answer question_abc1 <number>',
  )
  expect(out).toContain('2026-11-23 09:00  result  Report\nAll is well.')
  await app.run(['inbox', '--needs-you'])
  expect(callsTo('inbox.list')).toEqual([{ filter: 'all' }, { filter: 'needs-you' }])
})

test('search prints where and what, without the marks of a match', async () => {
  const hit = {
    messageId: 'm',
    conversationId: 'c',
    runId: 'run_1',
    at: monday,
    snippet: 'the \u0002notes\u0003 say',
  }
  app.answers.set('search.query', { hits: [hit] })
  expect((await app.run(['search', 'the', 'notes'])).out).toBe('2026-11-23 09:00  run_1\n   the notes say\n')
  expect(callsTo('search.query')).toEqual([{ text: 'the notes', in: 'all', limit: 20 }])
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
  app.events.publish({
    event: 'message.delta',
    data: { conversationId: 'c', turnId: 't', messageId: 'm', kind: 'text', offset: 0, text: 'x' },
  })
  await app.close()
  expect(await people).toEqual({
    code: 3,
    out: 'run  run_abc1  Report: succeeded\n',
    err: 'Watching. Ctrl-C ends it.\nDormouse has quit, or ended the connection.\n',
  })
  const lines = (await programs)?.out.split('\n') ?? []
  expect(JSON.parse(lines[0] ?? '')).toEqual({ event: 'run.changed', data: sampleRun() })
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ event: 'message.delta' })
})
