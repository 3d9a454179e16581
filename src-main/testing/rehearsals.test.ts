import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { faults } from '../models/practice/faults.ts'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { loadSqlite } from '../store/load-sqlite.ts'
import { type Resident, startResident } from './start-resident.ts'

const hour = 3_600_000

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

type Rows = ReadonlyMap<string, readonly string[]>

/** Every row of every table, as text. */
function rowsNow(): Rows {
  const db = new (loadSqlite().DatabaseSync)(join(resident.dataDir, 'dormouse.db'), { readOnly: true })
  try {
    const names = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all()
    const tables = names
      .map((row) => String(row['name']))
      .filter((name) => !/^(messages_fts|sqlite_)/.test(name))
    return new Map(
      tables.map((name) => [
        name,
        db
          .prepare(`SELECT * FROM ${name}`)
          .all()
          .map((row) => JSON.stringify(row)),
      ]),
    )
  } finally {
    db.close()
  }
}

/** What is in `after` and not in `before`, by table; tables without a difference are left out. */
function difference(after: Rows, before: Rows): Record<string, number> {
  const counts = [...after].map(([name, rows]) => {
    const known = new Set(before.get(name))
    return [name, rows.filter((row) => !known.has(row)).length] as const
  })
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

const make = (
  action: Partial<Extract<Schedule['action'], { kind: 'assist' }>> = {},
  more: Partial<RouteInput<'schedules.create'>> = {},
): Promise<Schedule> =>
  resident.call('schedules.create', {
    title: 'Morning check',
    action: { kind: 'assist', instruction: 'Check the build.', context: 'fresh', ...action },
    trigger: { kind: 'interval', everyMs: hour },
    ...more,
  })
const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}

it('a rehearsal changes nothing: not a row but its own run, conversation, session, turn and messages', async () => {
  const chat = await resident.call('conversations.create', {})
  const schedule = await make({ continuity: true }, { deliverTo: chat.id })
  const told = resident.events.filter(({ event }) => event === 'inbox.changed').length
  const workspace = join(resident.dataDir, 'workspace')
  mkdirSync(workspace, { recursive: true })
  writeFileSync(join(workspace, 'build.log'), 'BUILD FAILED')
  const before = rowsNow()
  resident.model.add(
    {
      reply: calls(
        ['read_file', { path: 'build.log' }],
        ['list_schedules', {}],
        ['notify_user', { title: 'Build', text: 'It failed.' }],
        ['schedule_task', { title: 'Again', when: 'in 5 minutes', remind: 'Look again' }],
        ['cancel_schedule', { id: schedule.id }],
        ['ask_user', { question: 'Which branch?', options: ['main', 'next'] }],
      ),
    },
    { reply: says('The build failed.') },
  )
  const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
  const run = await resident.runIs(id, 'succeeded')

  const after = rowsNow()
  // Every row of before is still there, as it was.
  expect(difference(before, after)).toEqual({})
  const { events } = await resident.call('runs.get', { id })
  expect(difference(after, before)).toEqual({
    conversations: 1,
    sessions: 1,
    turns: 1,
    messages: 3,
    tool_calls: 6,
    runs: 1,
    run_events: events.length,
    // What it used was used.
    usage_quarters: 1,
    used_models: 1,
  })
  expect(run).toMatchObject({ origin: 'run-now', dryRun: true, delivery: 'none', deliverTo: null })
  expect(resident.desktop.shown).toEqual([])
  expect(resident.events.filter(({ event }) => event === 'inbox.changed')).toHaveLength(told)
  expect(await resident.call('schedules.get', { id: schedule.id })).toEqual(schedule)

  // The model was told what is, and what was not done.
  const said = lastRequest()
  expect(said).toContain('BUILD FAILED')
  expect(said).toContain(`${schedule.id}  "Morning check"`)
  expect(said).toContain('Rehearsal: not done. It would have been: Notify you: Build.')
  expect(said).toContain('Go on as if the answer were “main”')
  expect(run.result).toBe(
    [
      'The build failed.',
      'Would have asked:\n\n- Which branch? (main · next)',
      `Would have done:\n\n- Notify you: Build\n- Schedule “Again” (in 5 minutes)\n- Cancel the schedule ${schedule.id}`,
    ].join('\n\n'),
  )
  expect(events.flatMap(({ kind, text }) => (kind === 'denied' ? [text] : []))).toEqual([
    'Would have done: Notify you: Build',
    'Would have done: Schedule “Again” (in 5 minutes)',
    `Would have done: Cancel the schedule ${schedule.id}`,
    'Would have asked: Which branch? (main · next)',
  ])
})

it('the instruction says that it is a rehearsal, and one that needs nothing says so', async () => {
  const schedule = await make()
  resident.model.add({ reply: says('All is green.') })
  const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
  const run = await resident.runIs(id, 'succeeded')
  expect(lastRequest()).toContain('This is a rehearsal of the schedule “Morning check”')
  expect(lastRequest()).toContain('<instruction>\nCheck the build.\n</instruction>')
  expect(run.result).toBe('All is green.\n\nIt would have asked nothing and changed nothing.')
})

it('what it would have done is told from what was refused, not from what the model says', async () => {
  const schedule = await make()
  resident.model.add(
    { reply: calls(['notify_user', { title: 'Sent', text: 'x' }]) },
    { reply: says('I changed nothing at all.') },
  )
  const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
  const run = await resident.runIs(id, 'succeeded')
  expect(run.result).toBe('I changed nothing at all.\n\nWould have done:\n\n- Notify you: Sent')
})

it('the rehearsal of a reminder is over at once, says what it would show, and shows nothing', async () => {
  const schedule = await resident.call('schedules.create', {
    title: 'Tea',
    action: { kind: 'notify', text: 'The tea is ready.' },
    trigger: { kind: 'interval', everyMs: hour },
  })
  const before = rowsNow()
  const run = await resident.call('schedules.dryRun', { id: schedule.id })
  expect(run).toMatchObject({
    status: 'succeeded',
    dryRun: true,
    delivery: 'none',
    result: 'The tea is ready.\n\nWould have done:\n\n- Show you this reminder',
  })
  expect(difference(rowsNow(), before)).toEqual({
    runs: 1,
    run_events: 2,
  })
  expect(resident.desktop.shown).toEqual([])
})

it('a limit ends a rehearsal where a run would ask', async () => {
  const schedule = await make({}, { policies: { budget: { steps: 1 } } })
  resident.model.add({ reply: calls(['list_directory', {}]) })
  const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
  const run = await resident.runIs(id, 'failed')
  expect(run.reason).toContain('A rehearsal ends there')
  expect(run.result).toMatch(/^Would have asked:\n\n- The limit of 1 model call is reached\./)
  expect(await resident.call('questions.list', {})).toEqual([])
  expect((await resident.call('inbox.list', { filter: 'all' })).length).toBe(0)
  expect(resident.desktop.shown).toEqual([])
})

it('a rehearsal works in a conversation of its own, in the folder and with the model of the schedule', async () => {
  const chat = await resident.call('conversations.create', {})
  const folder = join(resident.dataDir, 'workspace', 'project')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'only-here.txt'), 'x')
  for (const context of ['here', 'shared'] as const) {
    const schedule = await make(
      { context, workingDirectory: folder, model: 'scripted' },
      { deliverTo: chat.id },
    )
    resident.model.add({ reply: calls(['list_directory', {}]) }, { reply: says('One file.') })
    const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
    const { conversationId } = await resident.runIs(id, 'succeeded')
    expect(conversationId).not.toBe(chat.id)
    expect(lastRequest()).toContain('only-here.txt')
    expect(resident.model.requests.at(-1)?.model).toBe('scripted')
    // The diary of a shared schedule is not begun by a rehearsal.
    resident.model.add({ reply: says('Really.') })
    const real = await resident.call('schedules.runNow', { id: schedule.id })
    expect((await resident.runIs(real.id, 'succeeded')).conversationId).not.toBe(conversationId)
  }
})

it('a rehearsal waits for no run of its schedule and keeps none waiting', async () => {
  const schedule = await make({}, { policies: { overlap: 'queue-one' } })
  resident.model.add({ reply: calls(['ask_user', { question: 'Ready?' }]) })
  const waiting = await resident.call('schedules.runNow', { id: schedule.id })
  await resident.runIs(waiting.id, 'waiting')

  const hold = createHold(1)
  resident.model.add({ reply: says('Rehearsed.', { hold }) }, { reply: says('Answered.') })
  const rehearsal = await resident.call('schedules.dryRun', { id: schedule.id })
  await hold.reached
  const [question] = await resident.call('questions.list', { status: 'open' })
  await resident.call('questions.answer', { id: question?.id ?? '', answer: { kind: 'text', text: 'Yes' } })
  await resident.runIs(waiting.id, 'succeeded')
  resident.model.add({ reply: says('Next.') })
  const next = await resident.call('schedules.runNow', { id: schedule.id })
  await resident.runIs(next.id, 'succeeded')
  expect((await resident.call('runs.get', { id: rehearsal.id })).status).toBe('running')
  hold.release()
  await resident.runIs(rehearsal.id, 'succeeded')
})

it('a paused schedule can be rehearsed, and stays paused', async () => {
  const { id: scheduleId } = await make()
  const paused = await resident.call('schedules.pause', { id: scheduleId })
  resident.model.add({ reply: says('Fine.') })
  const { id } = await resident.call('schedules.dryRun', { id: scheduleId })
  await resident.runIs(id, 'succeeded')
  expect(await resident.call('schedules.get', { id: scheduleId })).toEqual(paused)
})

it('the result of a rehearsal is no previous result for the next run', async () => {
  const schedule = await make({ continuity: true })
  resident.model.add({ reply: says('A rehearsed result.') }, { reply: says('A real one.') })
  const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
  await resident.runIs(id, 'succeeded')
  const real = await resident.call('schedules.runNow', { id: schedule.id })
  await resident.runIs(real.id, 'succeeded')
  expect(lastRequest()).not.toContain('A rehearsed result.')
})

it('after a restart in the middle it goes on as a rehearsal', async () => {
  const schedule = await make()
  const hold = createHold(1)
  resident.model.add(
    { reply: calls(['notify_user', { title: 'First', text: 'x' }]) },
    { reply: says('Cut off.', { hold }) },
  )
  const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
  await hold.reached
  resident.model.add(
    { reply: calls(['notify_user', { title: 'Second', text: 'x' }]) },
    { reply: says('Done.') },
  )
  await resident.restart()
  const run = await resident.runIs(id, 'succeeded')
  expect(run.result).toBe('Done.\n\nWould have done:\n\n- Notify you: First\n- Notify you: Second')
  expect(resident.desktop.shown).toEqual([])
})

it('a failed rehearsal is told nowhere, and tried again it is a rehearsal still', async () => {
  const schedule = await make({}, { policies: { retry: { max: 0 } } })
  resident.model.add({ reply: faults.overloaded() })
  const { id } = await resident.call('schedules.dryRun', { id: schedule.id })
  const { turnId, result } = await resident.runIs(id, 'failed')
  expect(result).toBe('It would have asked nothing and changed nothing.')
  resident.model.add(
    { reply: calls(['notify_user', { title: 'Again', text: 'x' }]) },
    { reply: says('Done.') },
  )
  await resident.call('turns.retry', { turnId: turnId ?? '' })
  const again = await resident.until(async () => {
    const [run] = (await resident.call('runs.list', { limit: 1 })).runs
    return run?.status === 'succeeded' ? run : undefined
  })
  expect(again).toMatchObject({ dryRun: true, delivery: 'none' })
  expect(again.result).toContain('- Notify you: Again')
  expect(await resident.call('inbox.list', { filter: 'all' })).toEqual([])
  expect(resident.desktop.shown).toEqual([])
})

it('a rehearsal of a schedule that does not exist says so', async () => {
  await expect(resident.call('schedules.dryRun', { id: 'nobody' })).rejects.toThrow('not_found')
})
