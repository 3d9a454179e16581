import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeApplication, Refusal, startFakeApplication } from './testing/fake-application.ts'
import { monday, sampleSchedule } from './testing/samples.ts'

let app: FakeApplication
beforeEach(async () => {
  app = await startFakeApplication()
})
afterEach(() => app.close())

function callsTo(route: string): unknown[] {
  return app.calls.filter((call) => call.route === route).map((call) => call.input)
}

test('schedules are listed in a table that fits the terminal', async () => {
  const title = 'A very long title that would not fit by any means'
  app.answers.set('schedules.list', [
    sampleSchedule({ title }),
    sampleSchedule({ id: 'schedule_b', enabled: false, title: '日本語' }),
  ])
  const lines = (await app.run(['schedules', 'list'], { columns: 60 })).out.trimEnd().split('\n')
  expect(lines).toEqual([
    'Id             Next              Runs  Title',
    'schedule_abc1  2026-11-23 09:00     3  A very long title th…',
    'schedule_b     paused               3  日本語',
  ])
})

const reading = {
  title: 'Report',
  action: sampleSchedule().action,
  trigger: sampleSchedule().trigger,
  words: 'every weekday at 09:00',
  next: [monday],
  bounds: { maxRuns: 3 },
}

test('words are read, then made a schedule, then shown with the next instants', async () => {
  app.answers.set('schedules.parse', reading)
  app.answers.set('schedules.create', sampleSchedule())
  app.answers.set('schedules.preview', { words: 'every weekday at 09:00', at: [monday, monday + 86_400_000] })
  app.answers.set('conversations.list', [{ id: 'conversation_xyz' }])
  const options = ['--dir', 'notes', '--context', 'shared', '--to', 'xy']
  const { out } = await app.run(['schedules', 'add', 'every weekday at 9', 'report', ...options])
  expect(callsTo('schedules.parse')).toEqual([
    { text: 'every weekday at 9 report', timeZone: 'Europe/Berlin' },
  ])
  expect(callsTo('schedules.create')).toEqual([
    {
      title: 'Report',
      action: {
        kind: 'assist',
        instruction: 'Summarise the notes',
        context: 'shared',
        workingDirectory: '/home/me/notes',
      },
      trigger: reading.trigger,
      followsSystemZone: true,
      policies: { bounds: { maxRuns: 3 } },
      deliverTo: 'conversation_xyz',
    },
  ])
  expect(out).toContain('When   every weekday at 09:00')
  expect(out).toContain('Next   Mon 2026-11-23 09:00\n       Tue 2026-11-24 09:00')
})

test('parse shows the reading and makes nothing', async () => {
  app.answers.set('schedules.parse', reading)
  const { out } = await app.run(['schedules', 'parse', 'every weekday at 9 report'])
  expect(out).toContain(
    'What   Summarise the notes\nWhen   every weekday at 09:00\nNext   Mon 2026-11-23 09:00',
  )
  expect(callsTo('schedules.create')).toEqual([])
})

test.each([
  [['--every', '1h30m'], { kind: 'interval', everyMs: 5_400_000 }],
  [['--at', '1795420800000'], { kind: 'once', at: 1_795_420_800_000 }],
  [['--at', '2026-12-24T18:00Z'], { kind: 'once', at: Date.UTC(2026, 11, 24, 18) }],
  [['--cron', '0 9 * * 1'], { kind: 'cron', expression: '0 9 * * 1', timeZone: 'Europe/Berlin' }],
  [['--cron', '0 9 * * 1', '--zone', 'UTC'], { kind: 'cron', expression: '0 9 * * 1', timeZone: 'UTC' }],
])(
  'an exact trigger is taken as it is, and follows the system where it has no zone: %j',
  async (options, trigger) => {
    const follows =
      options.includes('--cron') && !options.includes('--zone') ? { followsSystemZone: true } : {}
    app.answers.set('schedules.create', sampleSchedule())
    app.answers.set('schedules.preview', { words: 'x', at: [] })
    await app.run(['schedules', 'add', 'Stretch', '--remind', ...options])
    expect(callsTo('schedules.parse')).toEqual([])
    expect(callsTo('schedules.create')).toEqual([
      { title: 'Stretch', action: { kind: 'notify', text: 'Stretch' }, trigger, ...follows },
    ])
  },
)

test('words that are not understood make no schedule', async () => {
  app.answers.set('schedules.parse', new Refusal({ code: 'bad_input', message: '“whenever” is no time.' }))
  expect(await app.run(['schedules', 'add', 'whenever'])).toMatchObject({
    code: 1,
    err: '“whenever” is no time.\n',
  })
  expect(callsTo('schedules.create')).toEqual([])
})

test.each([
  ['run', 'schedules.runNow'],
  ['pause', 'schedules.pause'],
  ['resume', 'schedules.resume'],
  ['try', 'schedules.dryRun'],
  ['remove', 'schedules.remove'],
])('%s finds its schedule by the beginning of the id', async (verb, route) => {
  app.answers.set('schedules.list', [sampleSchedule(), sampleSchedule({ id: 'schedule_xyz' })])
  app.answers.set(route, { ...sampleSchedule(), status: 'queued', reason: null })
  expect((await app.run(['schedules', verb, 'ab'])).code).toBe(0)
  expect(callsTo(route)).toEqual([{ id: 'schedule_abc1' }])
  expect(await app.run(['schedules', verb, 'nope'])).toMatchObject({
    code: 1,
    err: 'There is no schedule with the id nope.\n',
  })
})

test('resume says what becomes of what was missed meanwhile', async () => {
  app.answers.set('schedules.list', [sampleSchedule()])
  app.answers.set('schedules.resume', sampleSchedule())
  await app.run(['schedules', 'resume', 'ab', '--missed', 'run-once'])
  expect(callsTo('schedules.resume')).toEqual([{ id: 'schedule_abc1', missed: 'run-once' }])
  expect(await app.run(['schedules', 'resume', 'ab', '--missed', 'some'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('skip, run-once, run-all'),
  })
})

test('why asks what became of a time, and says the answer', async () => {
  app.answers.set('schedules.list', [sampleSchedule()])
  app.answers.set('schedules.explain', { text: 'It was paused.', runId: null, nominalAt: null })
  const { out } = await app.run(['schedules', 'why', 'ab', '2026-11-20', '09:00Z'])
  expect(out).toBe('It was paused.\n')
  expect(callsTo('schedules.explain')).toEqual([{ id: 'schedule_abc1', at: Date.UTC(2026, 10, 20, 9) }])
  expect((await app.run(['schedules', 'why', 'ab', 'yesterday'])).code).toBe(2)
})

test('a beginning that fits several is refused', async () => {
  app.answers.set('schedules.list', [
    sampleSchedule({ id: 'schedule_a1' }),
    sampleSchedule({ id: 'schedule_a2' }),
  ])
  expect(await app.run(['schedules', 'remove', 'a'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('2 schedules'),
  })
  expect(callsTo('schedules.remove')).toEqual([])
})
