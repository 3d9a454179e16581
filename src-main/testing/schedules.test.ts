import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Run } from '../../src-shared/domain/run.ts'
import { faults } from '../models/practice/faults.ts'
import { createHold } from '../models/practice/hold.ts'
import { says } from '../models/practice/replies.ts'
import { loadSqlite } from '../store/load-sqlite.ts'
import { type Resident, startResident, testStart } from './start-resident.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const remind = (text: string) => ({ kind: 'notify', text }) as const
const assist = (instruction: string) => ({ kind: 'assist', instruction, context: 'fresh' }) as const
const cron = (expression: string) => ({ kind: 'cron', expression, timeZone: 'UTC' }) as const
const runsOf = async (scheduleId: string): Promise<Run[]> =>
  (await resident.call('runs.list', { scheduleId })).runs
const get = (id: string) => resident.call('schedules.get', { id })
function tick(ms: number): void {
  resident.clock.advance(ms)
  resident.app.wake('clock')
}

it('a one-time schedule fires once and is finished', async () => {
  const at = testStart + minute
  const { id } = await resident.call('schedules.create', {
    title: 'Tea',
    action: remind('Tea is ready'),
    trigger: { kind: 'once', at },
  })
  tick(minute)
  tick(minute)
  resident.app.wake('resume')
  expect(await runsOf(id)).toMatchObject([{ status: 'succeeded', nominalAt: at, result: 'Tea is ready' }])
  expect(await get(id)).toMatchObject({ nextAt: null, runsCount: 1 })
})

it('a daily one is at the same wall time tomorrow, and never twice a day', async () => {
  const { id } = await resident.call('schedules.create', {
    title: 'Day',
    action: remind('Hi'),
    trigger: cron('30 9 * * *'),
  })
  tick(30 * minute)
  for (let i = 0; i < 20; i++) tick(minute)
  expect(await runsOf(id)).toHaveLength(1)
  expect((await get(id)).nextAt).toBe(testStart + 30 * minute + day)
})

it('editing the time recomputes the next fire and keeps the rest', async () => {
  const made = await resident.call('schedules.create', {
    title: 'Day',
    action: remind('Hi'),
    trigger: cron('30 9 * * *'),
    policies: { overlap: 'allow' },
  })
  const edited = await resident.call('schedules.update', { id: made.id, trigger: cron('0 12 * * *') })
  expect(edited).toEqual({
    ...made,
    trigger: cron('0 12 * * *'),
    nextAt: testStart + 3 * hour,
    updatedAt: edited.updatedAt,
  })
  const renamed = await resident.call('schedules.update', { id: made.id, title: 'Noon' })
  expect(renamed).toMatchObject({ title: 'Noon', nextAt: edited.nextAt })
})

it("cancelling clears it, also while a run is under way, and the run's end does not bring it back", async () => {
  const hold = createHold(6)
  resident.model.add({ reply: says('It took a while.', { hold }) })
  const { schedule, run } = await resident.fire('Work long', { trigger: { kind: 'interval', everyMs: 1000 } })
  await hold.reached
  await resident.call('schedules.remove', { id: schedule.id })
  hold.release()
  expect((await resident.runIs(run.id, 'succeeded')).delivery).toBe('delivered')
  tick(hour)
  expect(await resident.call('schedules.list', {})).toEqual([])
  expect(await runsOf(schedule.id)).toHaveLength(1)
})

it('a reminder with several targets reaches each; without a target it is refused', async () => {
  const chat = await resident.call('conversations.create', { title: 'Here' })
  const reminder = { title: 'Tea', action: remind('Drink tea'), trigger: cron('0 10 * * *') }
  await expect(resident.call('schedules.create', { ...reminder, deliverTo: 'nowhere' })).rejects.toThrow(
    /conversation/,
  )
  await expect(resident.call('schedules.create', { ...reminder, action: remind('') })).rejects.toThrow(
    /^bad_input/,
  )
  expect(await resident.call('schedules.list', {})).toEqual([])

  await resident.call('schedules.create', { ...reminder, deliverTo: chat.id })
  tick(hour)
  expect(resident.desktop.shown).toMatchObject([{ title: 'Tea', body: 'Drink tea' }])
  expect(await resident.call('inbox.list', {})).toMatchObject([{ title: 'Tea', body: 'Drink tea' }])
  const { messages } = await resident.call('conversations.messages', { conversationId: chat.id })
  expect(messages[0]?.content).toMatchObject([{ type: 'notice', kind: 'reminder', text: 'Drink tea' }])
})

it('running a paused schedule now does not resume it', async () => {
  const { id } = await resident.call('schedules.create', {
    title: 'P',
    action: remind('Hi'),
    trigger: cron('0 12 * * *'),
  })
  await resident.call('schedules.pause', { id, reason: 'Holiday' })
  const run = await resident.call('schedules.runNow', { id })
  expect(run).toMatchObject({ origin: 'run-now', status: 'succeeded' })
  expect(await get(id)).toMatchObject({ enabled: false, pausedReason: 'Holiday', nextAt: null })
  tick(day)
  expect(await runsOf(id)).toHaveLength(1)
  expect(await resident.call('schedules.resume', { id })).toMatchObject({
    enabled: true,
    pausedReason: null,
    nextAt: testStart + day + 3 * hour,
  })
})

it('a failed run does not end a recurring schedule, and is not shown as a success', async () => {
  resident.model.add({ reply: faults.contextTooLong() }, { reply: says('Fine.') })
  const { schedule, run } = await resident.fire('Check', { trigger: { kind: 'interval', everyMs: 1000 } })
  const failed = await resident.runIs(run.id, 'failed')
  expect(failed.reason).toContain('longer than the model')
  tick(1000)
  const second = (await runsOf(schedule.id))[0]
  await resident.runIs(second?.id ?? '', 'succeeded')
  const notices = await resident.call('conversations.messages', { conversationId: schedule.deliverTo })
  expect(notices.messages.map((m) => m.content[0])).toMatchObject([{ kind: 'failure' }, { kind: 'result' }])
})

it("a run that takes two hours does not delay another schedule's reminder", async () => {
  const hold = createHold(2)
  resident.model.add({ reply: says('Done at last.', { hold }) })
  const { run } = await resident.fire('Work for two hours')
  await hold.reached
  const { id } = await resident.call('schedules.create', {
    title: 'R',
    action: remind('Now'),
    trigger: { kind: 'once', at: resident.clock.now() + minute },
  })
  // The model's stream stands still: its watchdog must not be what this test sees, so time jumps to the slot.
  resident.clock.jump(resident.clock.now() + minute)
  resident.app.wake('clock')
  expect(await runsOf(id)).toMatchObject([{ status: 'succeeded' }])
  expect((await resident.call('runs.get', { id: run.id })).status).toBe('running')
  hold.release()
  await resident.runIs(run.id, 'succeeded')
})

it('three background runs work at once, the fourth waits for a slot, and a chat waits for none', async () => {
  const holds = [1, 2, 3, 4].map(() => createHold(2))
  holds.forEach((hold, i) => resident.model.add({ when: `job ${i}!`, reply: says('Done.', { hold }) }))
  const runs: Run[] = []
  for (let i = 0; i < 4; i++) runs.push((await resident.fire(`job ${i}!`)).run)
  await Promise.all(holds.slice(0, 3).map((hold) => hold.reached))
  expect((await resident.call('runs.get', { id: runs[3]?.id ?? '' })).status).toBe('queued')
  const chat = await resident.call('conversations.create', {})
  resident.model.add({ reply: says('Hello.') })
  const { turnId } = await resident.call('conversations.send', { conversationId: chat.id, text: 'hi' })
  await resident.turnIs(turnId, 'succeeded')
  for (const hold of holds) hold.release()
  for (const run of runs) await resident.runIs(run.id, 'succeeded')
})

it('a reminder a month late follows its missed policy', async () => {
  const trigger = { kind: 'once', at: testStart + minute } as const
  const late = await resident.call('schedules.create', {
    title: 'L',
    action: remind('Hi'),
    trigger,
    policies: { missed: { kind: 'run-once', maxLatenessMs: 60 * day } },
  })
  const tooLate = await resident.call('schedules.create', { title: 'T', action: remind('Hi'), trigger })
  const skip = await resident.call('schedules.create', {
    title: 'S',
    action: remind('Hi'),
    trigger,
    policies: { missed: { kind: 'skip' } },
  })
  resident.clock.jump(testStart + 30 * day)
  resident.app.wake('resume')
  expect(await runsOf(late.id)).toMatchObject([
    { status: 'succeeded', reason: expect.stringContaining('asleep') },
  ])
  expect(await runsOf(tooLate.id)).toMatchObject([
    { status: 'missed', reason: expect.stringContaining('too late') },
  ])
  expect(await runsOf(skip.id)).toMatchObject([{ status: 'missed' }])
})

it('every due instant that passed while it was not running has a row with its reason', async () => {
  const { id } = await resident.call('schedules.create', {
    title: 'H',
    action: remind('Hi'),
    trigger: cron('0 * * * *'),
  })
  await resident.app.stop()
  resident.clock.jump(testStart + 3 * hour + 10 * minute)
  await resident.restart()
  const runs = await runsOf(id)
  expect(runs.map((run) => run.status)).toEqual(['succeeded', 'missed', 'missed'])
  for (const run of runs) expect(run.reason).toContain('not running')
  expect((await get(id)).nextAt).toBe(testStart + 4 * hour)
})

it('listing changes nothing', async () => {
  await resident.call('schedules.create', {
    title: 'D',
    action: remind('Hi'),
    trigger: { kind: 'once', at: testStart + 1000 },
  })
  resident.clock.jump(testStart + hour)
  const first = await resident.call('schedules.list', {})
  await resident.call('runs.list', {})
  await resident.call('app.status', {})
  expect(await resident.call('schedules.list', {})).toEqual(first)
  expect((await resident.call('runs.list', {})).runs).toEqual([])
})

it('two "run now" at once obey the overlap policy', async () => {
  const hold = createHold(2)
  resident.model.add({ reply: says('Once.', { hold }) })
  const { id } = await resident.call('schedules.create', {
    title: 'N',
    action: assist('Go'),
    trigger: cron('0 12 * * *'),
  })
  const both = await Promise.all([
    resident.call('schedules.runNow', { id }),
    resident.call('schedules.runNow', { id }),
  ])
  expect(both.map((run) => run.status)).toEqual(['queued', 'skipped'])
  expect(both[1]?.reason).toContain('The previous run is still running')
  hold.release()
  await resident.runIs(both[0]?.id ?? '', 'succeeded')
})

it('overlap queues one behind the previous, or takes its place', async () => {
  const hold = createHold(2)
  resident.model.add(
    { when: 'queue', reply: says('First.', { hold }) },
    { when: 'queue', reply: says('Second.') },
  )
  const queue = await resident.call('schedules.create', {
    title: 'Q',
    action: assist('queue'),
    trigger: cron('0 12 * * *'),
    policies: { overlap: 'queue-one' },
  })
  const runs = [1, 2, 3].map(() => resident.call('schedules.runNow', { id: queue.id }))
  const [first, second, third] = await Promise.all(runs)
  await hold.reached
  expect(third?.status).toBe('skipped')
  expect((await resident.call('runs.get', { id: second?.id ?? '' })).status).toBe('queued')
  hold.release()
  await resident.runIs(first?.id ?? '', 'succeeded')
  expect((await resident.runIs(second?.id ?? '', 'succeeded')).result).toBe('Second.')

  const stuck = createHold(2)
  resident.model.add(
    { when: 'replace', reply: says('Old.', { hold: stuck }) },
    { when: 'replace', reply: says('New.') },
  )
  const replace = await resident.call('schedules.create', {
    title: 'R',
    action: assist('replace'),
    trigger: cron('0 12 * * *'),
    policies: { overlap: 'cancel-previous' },
  })
  const old = await resident.call('schedules.runNow', { id: replace.id })
  await stuck.reached
  const next = await resident.call('schedules.runNow', { id: replace.id })
  expect(await resident.call('runs.get', { id: old.id })).toMatchObject({
    status: 'cancelled',
    reason: 'A newer run took its place',
  })
  await resident.runIs(next.id, 'succeeded')
})

it('with 10,000 schedules the one that is due fires, however long ago it was edited', async () => {
  const one = await resident.call('schedules.create', {
    title: 'S',
    action: remind('x'),
    trigger: { kind: 'once', at: testStart + 40 * day },
  })
  multiplySchedule(one.id, 9_999)
  await resident.restart()
  expect(await resident.call('app.status', {})).toMatchObject({ schedules: 10_000 })
  const { id } = await resident.call('schedules.create', {
    title: 'Due',
    action: remind('Due'),
    trigger: cron('0 0 1 12 *'),
  })
  resident.clock.jump(Date.UTC(2026, 11, 1))
  resident.app.wake('resume')
  expect(await runsOf(id)).toMatchObject([{ status: 'succeeded', nominalAt: Date.UTC(2026, 11, 1) }])
})

/** Adds as many schedules to the database that are as this one but for their ids. */
function multiplySchedule(id: string, count: number): void {
  const db = new (loadSqlite().DatabaseSync)(join(resident.dataDir, 'dormouse.db'))
  const names = (db.prepare('PRAGMA table_info(schedules)').all() as { name: string }[]).map(
    ({ name }) => name,
  )
  const values = names.map((name) => (name === 'id' ? 'id || n' : name))
  db.prepare(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
     INSERT INTO schedules (${names.join(', ')}) SELECT ${values.join(', ')} FROM schedules, numbers WHERE id = ?`,
  ).run(count, id)
  db.close()
}

it('pausing all schedules skips their slots with that reason, and resuming goes on', async () => {
  const { id } = await resident.call('schedules.create', {
    title: 'A',
    action: remind('Hi'),
    trigger: { kind: 'interval', everyMs: minute },
  })
  await resident.call('settings.set', { schedulesPaused: true })
  tick(minute)
  expect(await runsOf(id)).toMatchObject([{ status: 'skipped', reasonCode: 'paused' }])
  await resident.call('settings.set', { schedulesPaused: false })
  tick(minute)
  expect((await runsOf(id))[0]).toMatchObject({ status: 'succeeded' })
})

it('a backfill makes up for every slot of a range that has no run, one after the other', async () => {
  const { id } = await resident.call('schedules.create', {
    title: 'B',
    action: assist('fill'),
    trigger: cron('0 * * * *'),
  })
  for (let i = 0; i < 3; i++) resident.model.add({ reply: says(`Filled ${i}.`) })
  const runs = await resident.call('schedules.backfill', { id, from: testStart - 3 * hour, to: testStart })
  expect(runs.map((run) => run.nominalAt)).toEqual([2, 1, 0].map((h) => testStart - h * hour))
  for (const run of runs) {
    await resident.runIs(run.id, 'succeeded')
    tick(2000)
  }
  expect(
    await resident.call('schedules.backfill', { id, from: testStart - 3 * hour, to: testStart }),
  ).toEqual([])
})

it('a schedule whose connection was removed fails with that reason, and fires again', async () => {
  const { id: connectionId } = await resident.call('connections.add', {
    name: 'Old',
    defaultModel: 'm',
    key: 'k',
  })
  const schedule = await resident.call('schedules.create', {
    title: 'Old',
    action: { ...assist('Look'), connectionId },
    trigger: { kind: 'interval', everyMs: 1000 },
  })
  await resident.call('connections.remove', { id: connectionId })
  tick(1000)
  const [run] = await runsOf(schedule.id)
  expect((await resident.runIs(run?.id ?? '', 'failed')).reason).toContain('connection')
  tick(1000)
  const [second] = await runsOf(schedule.id)
  await resident.runIs(second?.id ?? '', 'failed')
  expect(second?.id).not.toBe(run?.id)
})

it('a run that is still queued when its schedule is removed never starts', async () => {
  const hold = createHold(2)
  resident.model.add({ reply: says('First.', { hold }) })
  const { id } = await resident.call('schedules.create', {
    title: 'Q',
    action: assist('Go'),
    trigger: cron('0 12 * * *'),
    policies: { overlap: 'queue-all' },
  })
  const first = await resident.call('schedules.runNow', { id })
  const second = await resident.call('schedules.runNow', { id })
  await hold.reached
  await resident.call('schedules.remove', { id })
  hold.release()
  await resident.runIs(first.id, 'succeeded')
  expect((await resident.call('runs.get', { id: second.id })).status).toBe('cancelled')
  resident.model.assertDone()
})
