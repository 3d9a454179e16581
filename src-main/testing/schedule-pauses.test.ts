import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { says } from '../models/practice/replies.ts'
import { assist, slotTools } from './slot-tools.ts'
import { type Resident, startResident, testStart } from './start-resident.ts'

const minute = 60_000
const hour = 3_600_000
const day = 86_400_000

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const { create, get, slotsOf, codes, sleepUntil } = slotTools(() => resident, testStart)
const cron = (expression: string, timeZone = 'UTC') => ({ kind: 'cron', expression, timeZone }) as const
const every = (everyMs: number) => ({ kind: 'interval', everyMs, anchor: testStart }) as const

describe('a pause', () => {
  const pausedFor = async (ms: number, trigger: RouteInput<'schedules.create'>['trigger'] = every(hour)) => {
    const { id } = await create({ trigger })
    await resident.call('schedules.pause', { id, reason: 'Holiday' })
    sleepUntil(testStart + ms)
    return id
  }

  it('says what was missed meanwhile, and asking changes nothing', async () => {
    const id = await pausedFor(3.5 * hour)
    const asked = { count: 3, oldest: testStart + hour, newest: testStart + 3 * hour, since: testStart }
    expect(await resident.call('schedules.missed', { id })).toEqual(asked)
    expect(await resident.call('schedules.missed', { id })).toEqual(asked)
    expect(await slotsOf(id)).toEqual([])
  })

  it('resumed by skipping leaves a row for every slot, with the note', async () => {
    const id = await pausedFor(3.5 * hour)
    await resident.call('schedules.resume', { id })
    expect(await codes(id)).toEqual(['skipped paused', 'skipped paused', 'skipped paused'])
    expect((await slotsOf(id))[0]?.reason).toBe('due 10:00: the schedule was paused (Holiday)')
    expect(await get(id)).toMatchObject({ enabled: true, pausedReason: null, nextAt: testStart + 4 * hour })
    expect(await resident.call('schedules.missed', { id })).toMatchObject({ count: 0 })
  })

  it('resumed with the newest runs that one late, and the others say so', async () => {
    const id = await pausedFor(30 * hour)
    await resident.call('schedules.resume', { id, missed: 'run-once' })
    const slots = await codes(id)
    expect(slots).toHaveLength(30)
    expect(new Set(slots.slice(0, -1))).toEqual(new Set(['missed newer-slot']))
    expect(slots.at(-1)).toBe('succeeded paused')
    expect((await get(id)).runsCount).toBe(1)
  })

  it('resumed with all of them runs each, the newest first, one after the other', async () => {
    resident.model.add({ reply: says('1') }, { reply: says('2') }, { reply: says('3') })
    const { id } = await create({ action: assist })
    await resident.call('schedules.pause', { id })
    sleepUntil(testStart + 3 * hour)
    await resident.call('schedules.resume', { id, missed: 'run-all' })
    const runs = await slotsOf(id)
    expect(runs.map((run) => run.reasonCode)).toEqual(['paused', 'paused', 'paused'])
    for (const run of runs.toReversed()) {
      resident.clock.advance(minute)
      await resident.runIs(run.id, 'succeeded')
    }
    const ended = await slotsOf(id)
    expect(ended.map((run) => run.result)).toEqual(['3', '2', '1'])
    expect((await get(id)).lastRunId).toBe(ended.at(-1)?.id)
  })

  it('that passed over a one-time schedule ends it, or makes up for it if the user says so', async () => {
    const skipped = await pausedFor(2 * hour, { kind: 'once', at: testStart + hour })
    await resident.call('schedules.resume', { id: skipped })
    expect(await codes(skipped)).toEqual(['skipped paused'])
    expect(await get(skipped)).toMatchObject({ enabled: true, nextAt: null })
    const { id } = await create({ trigger: { kind: 'once', at: testStart + 3 * hour } })
    await resident.call('schedules.pause', { id })
    sleepUntil(testStart + 4 * hour)
    await resident.call('schedules.resume', { id, missed: 'run-once' })
    expect(await codes(id)).toEqual(['succeeded paused'])
  })

  it('keeps what it passed over under the times of then, when they are changed meanwhile', async () => {
    const id = await pausedFor(2.5 * hour)
    await resident.call('schedules.update', { id, trigger: every(day) })
    expect(await codes(id)).toEqual(['skipped paused', 'skipped paused'])
    sleepUntil(testStart + 5 * hour)
    expect(await resident.call('schedules.missed', { id })).toMatchObject({ count: 0 })
  })
})

it('a paused schedule that follows the system settles its pause in the zone of then, and goes on in that of now', async () => {
  const { id } = await create({ trigger: cron('0 12 * * *'), followsSystemZone: true })
  await resident.call('schedules.pause', { id })
  resident.clock.jump(testStart + 6 * hour)
  resident.clock.setTimeZone('America/New_York')
  resident.app.wake('clock')
  expect(await resident.call('schedules.missed', { id })).toMatchObject({ count: 1 })
  const resumed = await resident.call('schedules.resume', { id })
  expect(await codes(id)).toEqual(['skipped paused'])
  expect(resumed).toMatchObject({
    trigger: cron('0 12 * * *', 'America/New_York'),
    nextAt: Date.UTC(2026, 10, 21, 17),
  })
})
