import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Run } from '../../src-shared/domain/run.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { createHold } from '../models/practice/hold.ts'
import { says } from '../models/practice/replies.ts'
import { type Resident, startResident, testStart } from './start-resident.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const remind = { kind: 'notify', text: 'Hi' } as const
const assist = { kind: 'assist', instruction: 'Work', context: 'fresh' } as const
const cron = (expression: string, timeZone = 'UTC') => ({ kind: 'cron', expression, timeZone }) as const
const every = (everyMs: number) => ({ kind: 'interval', everyMs, anchor: testStart }) as const
const create = (input: Partial<RouteInput<'schedules.create'>>) =>
  resident.call('schedules.create', { title: 'Test', action: remind, trigger: every(hour), ...input })
const get = (id: string) => resident.call('schedules.get', { id })
/** By their slots, oldest first. */
const slotsOf = async (scheduleId: string): Promise<Run[]> => {
  const { runs } = await resident.call('runs.list', { scheduleId, limit: 500 })
  return runs.toSorted((a, b) => a.nominalAt - b.nominalAt)
}
const codes = async (id: string) => (await slotsOf(id)).map((run) => `${run.status} ${run.reasonCode}`)
/** Asleep until then. */
function wakeAt(at: number): void {
  resident.clock.jump(at)
  resident.app.wake('resume')
}

describe('a pause', () => {
  const pausedFor = async (ms: number, trigger: RouteInput<'schedules.create'>['trigger'] = every(hour)) => {
    const { id } = await create({ trigger })
    await resident.call('schedules.pause', { id, reason: 'Holiday' })
    wakeAt(testStart + ms)
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
    wakeAt(testStart + 3 * hour)
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
    wakeAt(testStart + 4 * hour)
    await resident.call('schedules.resume', { id, missed: 'run-once' })
    expect(await codes(id)).toEqual(['succeeded paused'])
  })

  it('keeps what it passed over under the times of then, when they are changed meanwhile', async () => {
    const id = await pausedFor(2.5 * hour)
    await resident.call('schedules.update', { id, trigger: every(day) })
    expect(await codes(id)).toEqual(['skipped paused', 'skipped paused'])
    wakeAt(testStart + 5 * hour)
    expect(await resident.call('schedules.missed', { id })).toMatchObject({ count: 0 })
  })
})

describe('the clock', () => {
  it('set back makes a schedule go on at once, and what has run does not run again', async () => {
    const { id } = await create({ trigger: every(hour) })
    resident.clock.advance(2 * hour)
    wakeAt(testStart + 40 * day)
    expect((await get(id)).nextAt).toBe(testStart + 40 * day + hour)
    const before = await slotsOf(id)
    wakeAt(testStart + 1.5 * hour)
    expect((await get(id)).nextAt).toBe(testStart + 2 * hour)
    resident.clock.advance(hour)
    expect((await slotsOf(id)).length).toBe(before.length)
    expect((await slotsOf(id))[1]).toEqual(before[1])
  })

  it('that ran ahead and was put right takes no slot away that had not come yet', async () => {
    const { id } = await create({ trigger: every(day) })
    wakeAt(testStart + 10.5 * day)
    expect((await codes(id)).slice(0, 9)).toEqual(Array(9).fill('missed too-late'))
    wakeAt(testStart + hour)
    resident.clock.advance(3 * day)
    expect((await codes(id)).slice(0, 3)).toEqual(Array(3).fill('succeeded null'))
  })

  it('set back while Dormouse was not running is noticed at the next start', async () => {
    const { id } = await create({ trigger: every(hour) })
    wakeAt(testStart + 40 * day)
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
    wakeAt(testStart + 4 * hour)
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
  wakeAt(testStart + 3.5 * hour)
  expect(await codes(id)).toEqual(['missed newer-slot', 'missed newer-slot', 'succeeded asleep'])
  const made = await resident.call('schedules.backfill', { id, from: testStart, to: testStart + 3 * hour })
  expect(made.map((run) => run.nominalAt)).toEqual([testStart + hour, testStart + 2 * hour])
  expect(await codes(id)).toEqual(['succeeded null', 'succeeded null', 'succeeded asleep'])
  expect((await slotsOf(id))[0]?.reason).toBe(
    'Made up for. It was missed: due 10:00: the computer was asleep; the one due 12:00 runs instead',
  )
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

it('many slots that share a row have one also where the first of them ran before the clock was set back', async () => {
  const { id } = await create({ trigger: { kind: 'interval', everyMs: minute, anchor: testStart } })
  resident.clock.advance(10 * minute)
  wakeAt(testStart + minute / 2)
  wakeAt(testStart + 40 * hour)
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
  wakeAt(testStart + 3.5 * hour)
  await hold.reached
  hold.release()
  const [, , newest] = await slotsOf(id)
  await resident.runIs(newest?.id ?? '', 'succeeded')
  wakeAt(testStart + 4 * hour)
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

describe('why it did not run', () => {
  const explain = (id: string, at: number) => resident.call('schedules.explain', { id, at })

  it('is answered from the row of the slot, asked to the minute', async () => {
    const { id } = await create({ trigger: every(hour), policies: { bounds: { exclude: ['2026-11-22'] } } })
    wakeAt(testStart + 2.2 * hour)
    const missed = await explain(id, testStart + hour)
    expect(missed.text).toBe(
      'Sat 21 Nov 2026 at 10:00: it was missed: due 10:00: the computer was asleep; the one due 11:00 runs instead.',
    )
    expect(missed.runId).toBe((await slotsOf(id))[0]?.id)
    expect((await explain(id, testStart + 2 * hour + 30_000)).text).toContain(
      'it ran, started Sat 21 Nov 2026 at 11:12',
    )
    wakeAt(testStart + day)
    expect((await explain(id, testStart + 20 * hour)).text).toContain('2026-11-22 is an excluded date')
  })

  it('is answered for one of many slots that share a row', async () => {
    const { id } = await create({ trigger: { kind: 'interval', everyMs: 1000, anchor: testStart } })
    wakeAt(testStart + 2 * hour)
    expect((await explain(id, testStart + 10 * minute)).text).toContain('earlier occurrences')
  })

  it('is answered for a time before it was made, while it was paused, and under other times', async () => {
    const { id } = await create({ trigger: every(hour) })
    expect((await explain(id, testStart - hour)).text).toContain('did not exist yet')
    await resident.call('schedules.pause', { id, reason: 'Holiday' })
    wakeAt(testStart + 1.5 * hour)
    expect((await explain(id, testStart + hour)).text).toBe(
      'It was paused: since Sat 21 Nov 2026 at 09:00, and still is (Holiday).',
    )
    await resident.call('schedules.resume', { id })
    wakeAt(testStart + 2.5 * hour)
    await resident.call('schedules.update', { id, trigger: every(7 * hour) })
    expect((await explain(id, testStart + 2.4 * hour)).text).toContain('Its times were changed')
    wakeAt(testStart + 7 * hour)
    expect((await explain(id, testStart + 6 * hour)).text).toContain('Nothing was due')
    expect((await explain(id, testStart + 14 * hour)).text).toContain('still to come')
  })

  it('takes a question to the minute for all of the minute in which it was made', async () => {
    resident.clock.jump(testStart + 1000)
    const { id } = await create({ trigger: every(hour) })
    expect((await explain(id, testStart)).text).not.toContain('did not exist')
  })

  it('asks for a schedule that there is', async () => {
    await expect(explain('none', testStart)).rejects.toThrow('not_found')
  })
})

it('the strip shows the newest slots with what became of them, oldest first', async () => {
  const { id } = await create({ trigger: every(hour) })
  resident.clock.advance(hour)
  wakeAt(testStart + 20.5 * hour)
  const { [id]: marks } = await resident.call('schedules.history', { ids: [id, 'none'] })
  expect(marks).toHaveLength(14)
  expect(marks?.at(-1)).toMatchObject({
    nominalAt: testStart + 20 * hour,
    status: 'succeeded',
    late: true,
    reasonCode: 'asleep',
  })
  expect(marks?.[0]).toMatchObject({ status: 'missed', late: false, reasonCode: 'newer-slot' })
})

it('runs are found by their reason', async () => {
  const { id } = await create({ trigger: every(hour) })
  wakeAt(testStart + 2.5 * hour)
  const { runs } = await resident.call('runs.list', { reason: 'newer-slot' })
  expect(runs).toMatchObject([{ scheduleId: id, nominalAt: testStart + hour }])
  expect((await resident.call('runs.list', { reason: ['asleep', 'paused'] })).runs).toHaveLength(1)
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

it('a form that is given the time and the task together says which belongs where', async () => {
  const text = 'every weekday at 9 check the build and message me if it failed'
  await expect(resident.call('schedules.parse', { text, whenOnly: true })).rejects.toThrow(
    'Only the time belongs here: “Every weekday at 09:00”. Write “check the build and message me if it failed” under What to do.',
  )
})

it('words that say only when are a reading too, and a time that is over is named as such', async () => {
  const reading = await resident.call('schedules.parse', { text: 'every weekday at 9', timeZone: 'UTC' })
  expect(reading).toMatchObject({
    onlyWhen: true,
    trigger: cron('0 9 * * 1-5'),
    words: 'Every weekday at 09:00',
  })
  expect(reading.next).toHaveLength(5)
  await expect(resident.call('schedules.parse', { text: 'yesterday at 8' })).rejects.toThrow(
    /past|passed|over/,
  )
  await expect(resident.call('schedules.parse', { text: 'remind me in 5 minutes' })).rejects.toThrow(
    'Say also what to do',
  )
})
