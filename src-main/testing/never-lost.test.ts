import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { compose } from '../compose.ts'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { silentLogger } from '../platform/logger.ts'
import { loadSqlite } from '../store/load-sqlite.ts'
import { createFakeDesktop } from './fake-desktop.ts'
import { assist, slotTools } from './slot-tools.ts'
import { type Resident, startResident } from './start-resident.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** A Friday so far away that no alarm of the machine rings: what happens is by what the tests do, not by a timer. */
const start = Date.UTC(2100, 0, 1, 9)

let resident: Resident
beforeEach(async () => {
  resident = await startResident([], { at: start })
})
afterEach(() => resident.end())

const { get, slotsOf, codes, ...tools } = slotTools(() => resident, start)
const hourly = { kind: 'interval', everyMs: hour, anchor: start } as const
const create = async (input: Partial<RouteInput<'schedules.create'>> = {}): Promise<string> =>
  (await tools.create(input)).id
/** A connection of its own to the rows, as somebody else would have it. */
function withRows<T>(work: (db: InstanceType<ReturnType<typeof loadSqlite>['DatabaseSync']>) => T): T {
  const db = new (loadSqlite().DatabaseSync)(join(resident.dataDir, 'dormouse.db'))
  try {
    return work(db)
  } finally {
    db.close()
  }
}
const dump = (table: string): unknown[] =>
  withRows((db) => db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all())

describe('what is due gets its row, whatever wakes Dormouse up', () => {
  const wakers: Readonly<Record<string, (other: string) => unknown>> = {
    'the machine wakes': () => resident.app.wake('resume'),
    'the screen is unlocked': () => resident.app.wake('unlock'),
    'the clock or the zone is changed': () => resident.app.wake('clock'),
    'another schedule is edited': (other) =>
      resident.call('schedules.update', { id: other, title: 'Edited' }),
    'another schedule is removed': (other) => resident.call('schedules.remove', { id: other }),
    'half a minute passes': () => resident.clock.advance(30_000),
    'Dormouse starts': () => resident.restart(),
  }
  for (const [what, wake] of Object.entries(wakers)) {
    it(`when ${what}`, async () => {
      const id = await create()
      const other = await create({ trigger: { kind: 'once', at: start + 9 * hour } })
      resident.clock.jump(start + hour)
      expect(await slotsOf(id)).toEqual([])
      await wake(other)
      expect(await slotsOf(id)).toMatchObject([{ nominalAt: start + hour, status: 'succeeded' }])
      expect((await get(id)).nextAt).toBe(start + 2 * hour)
      resident.app.wake('resume')
      expect(await slotsOf(id)).toHaveLength(1)
    })
  }
})

describe('a slot is consumed when its row is committed, in the transaction that moves the next fire,', () => {
  for (const [what, event] of [
    ['a row that cannot be written leaves the next fire where it is', 'INSERT ON runs'],
    ['a next fire that cannot be moved leaves no row', 'UPDATE OF next_at ON schedules'],
  ] as const) {
    it(`so ${what}`, async () => {
      const id = await create()
      const before = await get(id)
      withRows((db) =>
        db.exec(`CREATE TRIGGER sabotage BEFORE ${event} BEGIN SELECT RAISE(ABORT, 'sabotage'); END`),
      )
      resident.clock.advance(hour)
      expect(await slotsOf(id)).toEqual([])
      expect(await get(id)).toEqual(before)
      expect(await resident.call('inbox.list', {})).toEqual([])
      expect(resident.desktop.shown).toEqual([])
      withRows((db) => db.exec('DROP TRIGGER sabotage'))
      resident.clock.advance(30_000)
      expect(await slotsOf(id)).toMatchObject([{ nominalAt: start + hour, status: 'succeeded' }])
      expect(resident.desktop.shown).toHaveLength(1)
      expect(await get(id)).toMatchObject({ nextAt: start + 2 * hour, runsCount: 1 })
    })
  }
})

it('a run whose model call was not answered at all before the process ended is the same run after the next start', async () => {
  const hold = createHold(0)
  resident.model.add({ reply: says('Never sent.', { hold }) }, { reply: says('Done.') })
  const id = await create({ action: assist })
  resident.clock.advance(hour)
  await hold.reached
  const [before] = await slotsOf(id)
  await resident.restart()
  expect(await resident.runIs(before?.id ?? '', 'succeeded')).toMatchObject({ result: 'Done.' })
  expect(await slotsOf(id)).toHaveLength(1)
})

it('a deadline that passes while Dormouse is not running is kept at its next start', async () => {
  resident.model.add({ reply: calls(['ask_user', { question: 'Now?' }]) })
  const id = await create({
    action: assist,
    policies: { questionDeadline: { afterMs: hour, then: 'fail' }, bounds: { maxRuns: 1 } },
  })
  resident.clock.advance(hour)
  const [run] = await slotsOf(id)
  await resident.runIs(run?.id ?? '', 'waiting')
  resident.clock.jump(start + day)
  await resident.restart()
  expect(await slotsOf(id)).toMatchObject([{ status: 'failed', reason: expect.stringContaining('deadline') }])
})

it('routes that read change no schedule and write no row, also when something is due', async () => {
  const id = await create({ policies: { bounds: { jitterMs: minute } } })
  const paused = await create()
  await resident.call('schedules.pause', { id: paused })
  resident.clock.jump(start + 3 * hour)
  const tables = ['schedules', 'runs', 'run_events', 'schedule_events', 'inbox_items', 'outbox', 'facts']
  const before = tables.map(dump)
  const at = start + hour
  await resident.call('schedules.list', {})
  for (const each of [id, paused]) {
    await resident.call('schedules.list', { id: each })
    await resident.call('schedules.get', { id: each })
    await resident.call('schedules.missed', { id: each })
    await resident.call('schedules.explain', { id: each, at })
    await resident.call('runs.list', { scheduleId: each })
  }
  await resident.call('schedules.history', { ids: [id, paused] })
  await resident.call('schedules.preview', { trigger: hourly, count: 10 })
  await resident.call('schedules.parse', { text: 'every weekday at 9 check the build' })
  await resident.call('app.status', {})
  await resident.call('inbox.list', {})
  await resident.call('conversations.list', {})
  expect(tables.map(dump)).toEqual(before)
})

it('a schedule that waits for the user has one inbox item, one notification and one reminder, not one per slot', async () => {
  resident.model.add({ reply: calls(['ask_user', { question: 'Ready?' }]) })
  const id = await create({ action: assist })
  resident.clock.advance(hour)
  const [run] = await slotsOf(id)
  await resident.runIs(run?.id ?? '', 'waiting')
  for (let i = 0; i < 5; i++) resident.clock.advance(hour)
  expect((await codes(id)).slice(1)).toEqual(Array(5).fill('skipped previous-waiting'))
  expect(await resident.call('inbox.list', {})).toMatchObject([{ kind: 'question', runId: run?.id }])
  expect(resident.desktop.shown.map(({ title }) => title.split(' ').slice(1).join(' '))).toEqual([
    'needs you',
    'still needs you',
  ])
})

it('a slot before the start of a schedule or after its end gets no row, and none comes after its last', async () => {
  const id = await create({
    policies: { bounds: { notBefore: start + 90 * minute, notAfter: start + 3.5 * hour } },
  })
  expect((await get(id)).nextAt).toBe(start + 2 * hour)
  for (let i = 0; i < 6; i++) resident.clock.advance(hour)
  expect((await slotsOf(id)).map((run) => run.nominalAt)).toEqual([start + 2 * hour, start + 3 * hour])
  expect((await get(id)).nextAt).toBeNull()
})

it('a second process on the folder does not schedule: it is refused, and the first goes on', async () => {
  const id = await create()
  const desktop = createFakeDesktop()
  const second = compose({
    machineId: null,
    dataDir: resident.dataDir,
    version: '0.0.0',
    env: {},
    clock: resident.clock,
    logger: silentLogger,
    desktop,
  })
  await expect(second.start()).rejects.toThrow('Another Dormouse is working in')
  second.wake('resume')
  resident.clock.advance(hour)
  expect(await slotsOf(id)).toHaveLength(1)
  expect(desktop.shown).toEqual([])
  await second.stop()
  resident.clock.advance(hour)
  expect(await slotsOf(id)).toHaveLength(2)
})
