import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Run } from '../../src-shared/domain/run.ts'
import { createHold } from '../models/practice/hold.ts'
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

describe('the clock', () => {
  it('set back makes a schedule go on at once, and what has run does not run again', async () => {
    const { id } = await create({ trigger: every(hour) })
    resident.clock.advance(2 * hour)
    sleepUntil(testStart + 40 * day)
    expect((await get(id)).nextAt).toBe(testStart + 40 * day + hour)
    const before = await slotsOf(id)
    sleepUntil(testStart + 1.5 * hour)
    expect((await get(id)).nextAt).toBe(testStart + 2 * hour)
    resident.clock.advance(hour)
    expect((await slotsOf(id)).length).toBe(before.length)
    expect((await slotsOf(id))[1]).toEqual(before[1])
  })

  it('that ran ahead and was put right takes no slot away that had not come yet', async () => {
    const { id } = await create({ trigger: every(day) })
    sleepUntil(testStart + 10.5 * day)
    expect((await codes(id)).slice(0, 9)).toEqual(Array(9).fill('missed too-late'))
    sleepUntil(testStart + hour)
    resident.clock.advance(3 * day)
    expect((await codes(id)).slice(0, 3)).toEqual(Array(3).fill('succeeded null'))
  })

  it('set back while Dormouse was not running is noticed at the next start', async () => {
    const { id } = await create({ trigger: every(hour) })
    sleepUntil(testStart + 40 * day)
    resident.clock.jump(testStart + 1.5 * hour)
    await resident.restart()
    expect((await get(id)).nextAt).toBe(testStart + 2 * hour)
  })
})

describe('a change of the system’s time zone', () => {
  it('moves only the schedules that follow the system', async () => {
    const follows = await create({ trigger: cron('0 12 * * *'), followsSystemZone: true })
    const stays = await create({ trigger: cron('0 12 * * *') })
    const interval = await create({ trigger: every(5 * hour) })
    resident.clock.setTimeZone('America/New_York')
    resident.app.wake('clock')
    expect(await get(follows.id)).toMatchObject({
      trigger: cron('0 12 * * *', 'America/New_York'),
      nextAt: Date.UTC(2026, 10, 21, 17),
    })
    expect(await get(stays.id)).toEqual(stays)
    expect(await get(interval.id)).toEqual(interval)
  })

  it('that happened while Dormouse was not running is noticed at the next start', async () => {
    const { id } = await create({ trigger: cron('0 12 * * *'), followsSystemZone: true })
    resident.clock.setTimeZone('Asia/Kathmandu')
    await resident.restart()
    expect((await get(id)).nextAt).toBe(Date.UTC(2026, 10, 22, 6, 15))
  })

  it('settles first what was due in the zone of before', async () => {
    const { id } = await create({ trigger: cron('0 12 * * *'), followsSystemZone: true })
    resident.clock.setTimeZone('America/New_York')
    sleepUntil(testStart + 4 * hour)
    expect(await codes(id)).toEqual(['succeeded asleep'])
    expect((await get(id)).nextAt).toBe(Date.UTC(2026, 10, 21, 17))
  })

  it('finds a schedule that follows in the system’s zone, whatever zone was given', async () => {
    const { trigger } = await create({ trigger: cron('0 12 * * *', 'Asia/Tokyo'), followsSystemZone: true })
    expect(trigger).toEqual(cron('0 12 * * *'))
  })
})

it('an edit settles what was due until then under the times of before', async () => {
  const { id } = await create({ trigger: every(hour) })
  resident.clock.jump(testStart + 1.5 * hour)
  await resident.call('schedules.update', { id, trigger: every(day) })
  expect(await codes(id)).toEqual(['succeeded asleep'])
  expect((await get(id)).nextAt).toBe(testStart + day)
})

it('with jitter a slot keeps its nominal time and starts later, also over a restart', async () => {
  const { id, nextAt } = await create({
    trigger: every(hour),
    policies: { bounds: { jitterMs: 30 * minute } },
  })
  expect(nextAt).toBe(testStart + hour)
  resident.clock.advance(hour)
  expect(await slotsOf(id)).toEqual([])
  await resident.restart()
  expect(await slotsOf(id)).toEqual([])
  resident.clock.advance(30 * minute)
  expect(await slotsOf(id)).toMatchObject([
    { nominalAt: testStart + hour, status: 'succeeded', reason: null },
  ])
  expect((await slotsOf(id))[0]?.startedAt).toBeGreaterThan(testStart + hour)
})

it('a slot that jitter keeps back when its schedule is paused or changed still gets its row', async () => {
  const policies = { bounds: { jitterMs: 50 * minute } }
  const { id } = await create({ policies })
  const other = await create({ policies })
  resident.clock.advance(hour)
  await resident.call('schedules.pause', { id })
  await resident.call('schedules.update', { id: other.id, trigger: every(day) })
  expect(await codes(other.id)).toEqual(['skipped replaced'])
  await resident.call('schedules.resume', { id })
  expect(await codes(id)).toEqual(['skipped paused'])
})

it('many schedules that were due in the zone of before are all settled before they move', async () => {
  const made = await Promise.all(
    Array.from({ length: 50 }, () => create({ trigger: cron('0 12 * * *'), followsSystemZone: true })),
  )
  resident.clock.setTimeZone('America/New_York')
  resident.clock.jump(testStart + 4 * hour)
  await resident.restart()
  resident.clock.advance(0)
  for (const { id } of made) expect(await codes(id)).toEqual(['succeeded not-running'])
})

it('a backfill makes up for slots that were missed or skipped, and not for those that ran', async () => {
  const { id } = await create({ trigger: every(hour) })
  sleepUntil(testStart + 3.5 * hour)
  expect(await codes(id)).toEqual(['missed newer-slot', 'missed newer-slot', 'succeeded asleep'])
  const made = await resident.call('schedules.backfill', { id, from: testStart, to: testStart + 3 * hour })
  expect(made.map((run) => run.nominalAt)).toEqual([testStart + hour, testStart + 2 * hour])
  expect(await codes(id)).toEqual(['succeeded null', 'succeeded null', 'succeeded asleep'])
  expect((await slotsOf(id))[0]?.reason).toBe(
    'Made up for. It was missed: due 10:00: the computer was asleep; the one due 12:00 runs instead',
  )
})

it('many slots that share a row have one also where the first of them ran before the clock was set back', async () => {
  const { id } = await create({ trigger: { kind: 'interval', everyMs: minute, anchor: testStart } })
  resident.clock.advance(10 * minute)
  sleepUntil(testStart + minute / 2)
  sleepUntil(testStart + 40 * hour)
  const { text } = await resident.call('schedules.explain', { id, at: testStart + 5 * hour })
  expect(text).toContain('earlier occurrences')
})

it('a removal leaves a row for what was due and not settled yet', async () => {
  const { id } = await create({ trigger: every(hour) })
  const paused = await create({ trigger: every(hour) })
  await resident.call('schedules.pause', { id: paused.id })
  resident.clock.jump(testStart + 1.5 * hour)
  await resident.call('schedules.remove', { id })
  await resident.call('schedules.remove', { id: paused.id })
  expect(await codes(id)).toEqual(['skipped cancelled'])
  expect(await codes(paused.id)).toEqual(['skipped paused'])
})

it('a regular slot is not kept back by late ones of its schedule that have not begun, and they wait for it', async () => {
  const hold = createHold(4)
  resident.model.add(
    { reply: says('Late.', { hold }) },
    { reply: says('On time.') },
    { reply: says('Later.') },
    { reply: says('Last.') },
  )
  const { id } = await create({
    action: assist,
    policies: { missed: { kind: 'run-all', maxLatenessMs: day } },
  })
  sleepUntil(testStart + 3.5 * hour)
  await hold.reached
  hold.release()
  const [, , newest] = await slotsOf(id)
  await resident.runIs(newest?.id ?? '', 'succeeded')
  sleepUntil(testStart + 4 * hour)
  const regular = (await slotsOf(id)).at(-1)
  expect(regular).toMatchObject({ nominalAt: testStart + 4 * hour, reason: null })
  expect(regular?.status).not.toBe('skipped')
  await resident.runIs(regular?.id ?? '', 'succeeded')
  for (const late of (await slotsOf(id)).slice(0, 2).toReversed()) {
    resident.clock.advance(minute)
    await resident.runIs(late.id, 'succeeded')
  }
  expect((await slotsOf(id)).map((run) => run.result)).toEqual(['Last.', 'Later.', 'Late.', 'On time.'])
})

it('when the day’s money is used and the user said stop, the later slots of the day say so', async () => {
  resident.model.add({ reply: says('One.') }, { reply: says('Two.') }, { reply: says('Three.') })
  const { id } = await create({
    action: assist,
    trigger: every(hour),
    policies: { budget: { costPerDayMicroUsd: 1 } },
  })
  const fire = async (): Promise<Run | undefined> => {
    resident.clock.advance(hour)
    return (await slotsOf(id)).at(-1)
  }
  const first = await fire()
  await resident.runIs(first?.id ?? '', 'succeeded')
  const second = await fire()
  await resident.runIs(second?.id ?? '', 'waiting')
  const [question] = await resident.call('questions.list', { status: 'open' })
  expect(question?.kind).toBe('budget')
  await resident.call('questions.answer', {
    id: question?.id ?? '',
    answer: { kind: 'budget', decision: 'stop' },
  })
  expect(await fire()).toMatchObject({ status: 'skipped', reasonCode: 'over-budget' })
  resident.clock.advance(day - 3 * hour)
  expect((await slotsOf(id)).at(-1)?.reasonCode).not.toBe('over-budget')
})
