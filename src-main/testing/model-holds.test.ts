import { afterEach, beforeEach, expect, it } from 'vitest'
import { faults } from '../models/practice/faults.ts'
import { createHold } from '../models/practice/hold.ts'
import { says } from '../models/practice/replies.ts'
import type { Reply } from '../models/practice/responder.ts'
import { hourlySchedules, hourlyStart } from './hourly-schedules.ts'
import { type Resident, startResident } from './start-resident.ts'

const minute = 60_000
const hour = 60 * minute
const quarter = 15 * minute

let resident: Resident
beforeEach(async () => {
  resident = await startResident([], { at: hourlyStart })
})
afterEach(() => resident.end())

const { create, answer, advance, fireEnds, runsOf, openIncidents, incidents, items, noticesOf, shown } =
  hourlySchedules(() => resident)

const assist = (instruction: string) => ({ kind: 'assist', instruction, context: 'fresh' }) as const
const noCredit = faults.status(402, 'billing_error', 'Your credit balance is too low')
/** Every request is answered so from now on, until the returned function says otherwise. */
function always(reply: Reply): (next: Reply) => void {
  let current = reply
  resident.model.add({ reply: () => current, always: true })
  return (next) => {
    current = next
  }
}
const nothingRuns = (): Promise<true> =>
  resident.until(async () => ((await resident.call('app.status', {})).running === 0 ? true : undefined))
async function sayIn(conversationId: string, text: string): Promise<string> {
  return (await resident.call('conversations.send', { conversationId, text })).turnId
}
/** Five schedules that are due together, of which the first three fail and the others wait. */
async function holdOn(reply: Reply): Promise<{ ids: string[]; now: (next: Reply) => void }> {
  const now = always(reply)
  const made = await Promise.all([1, 2, 3, 4, 5].map((n) => create(`Job ${n}`)))
  advance(hour)
  const ids = made.map(({ id }) => id)
  await resident.until(async () => ((await statuses(ids)).filter(isFailed).length === 3 ? true : undefined))
  await nothingRuns()
  return { ids, now }
}
const isFailed = (status: string): boolean => status === 'failed'
const statuses = async (ids: readonly string[]): Promise<string[]> =>
  (await Promise.all(ids.map(async (id) => (await runsOf(id))[0]?.status ?? 'none'))).toSorted()
const afterHold = ['failed', 'failed', 'failed', 'queued', 'queued']

/** What waited, and what is made up for, starts apart. */
const allBegin = (ids: readonly string[]): Promise<true> =>
  resident.until(async () => {
    resident.clock.advance(2000)
    return (await statuses(ids)).includes('queued') ? undefined : true
  })

it('a refused key pauses all model work once, as one incident, and never becomes a result', async () => {
  const { ids } = await holdOn(faults.wrongKey())
  expect(await statuses(ids)).toEqual(afterHold)
  expect(await openIncidents()).toMatchObject([
    {
      scope: 'model',
      connectionId: 'environment',
      cause: 'authentication',
      title: 'Work with “Environment” is on hold',
      failures: 3,
    },
  ])
  expect(resident.desktop.shown).toMatchObject([
    { title: 'Work with “Environment” is on hold', urgent: true },
  ])
  expect(await items()).toMatchObject([{ kind: 'system', title: 'Work with “Environment” is on hold' }])
  for (const id of ids) {
    const { deliverTo } = await resident.call('schedules.get', { id })
    expect(await noticesOf(deliverTo)).toEqual([])
    const [run] = await runsOf(id)
    if (run?.status === 'failed') expect(run).toMatchObject({ delivery: 'none', result: null })
    if (run?.status === 'failed') expect(run.reason).toContain('key')
  }
})

it('a connection on hold is tried with one run every quarter of an hour', async () => {
  const { ids } = await holdOn(noCredit)
  expect((await openIncidents())[0]?.cause).toBe('quota')
  expect(resident.model.requests).toHaveLength(3)
  resident.clock.advance(quarter - 1)
  await nothingRuns()
  expect(resident.model.requests).toHaveLength(3)
  resident.clock.advance(1)
  await resident.model.received(4)
  await nothingRuns()
  expect(await statuses(ids)).toEqual(['failed', 'failed', 'failed', 'failed', 'queued'])
  expect(await openIncidents()).toMatchObject([{ failures: 4 }])
  expect(resident.desktop.shown).toHaveLength(1)
  expect(await items()).toHaveLength(1)
})

it('credit that comes back is noticed by the next probe, and what waited goes on, late and with its reason', async () => {
  const { ids, now } = await holdOn(noCredit)
  now(says('Done.'))
  resident.clock.advance(quarter)
  const waiting = (await Promise.all(ids.map(runsOf))).flat().filter(({ status }) => status === 'queued')
  for (const { id } of waiting) {
    await resident.until(async () => {
      resident.clock.advance(1000)
      const { status } = await resident.call('runs.get', { id })
      return status === 'succeeded' ? true : undefined
    })
    expect(await resident.call('runs.get', { id })).toMatchObject({
      reasonCode: 'model-unavailable',
      reason: 'Work with “Environment” was on hold',
    })
  }
  expect(await incidents()).toMatchObject([{ closedReason: 'It works again.' }])
  const item = (await items()).find(({ incident }) => incident !== null)
  expect(item).toMatchObject({ title: 'Work with “Environment” goes on' })
  expect(item?.readAt).not.toBeNull()
  expect(item?.body).toMatch(
    /^It works again\. Work goes on since Fri 1 Jan at 10:\d\d; it was on hold since Fri 1 Jan at 10:00\.$/,
  )
})

it('after a restart a hold still holds, with one probe', async () => {
  const { ids, now } = await holdOn(faults.wrongKey())
  await resident.restart()
  await resident.model.received(4)
  await nothingRuns()
  expect(await statuses(ids)).toEqual(['failed', 'failed', 'failed', 'failed', 'queued'])
  expect(await openIncidents()).toMatchObject([{ failures: 4 }])
  resident.clock.advance(minute)
  await nothingRuns()
  expect(resident.model.requests).toHaveLength(4)
  now(says('Done.'))
  await resident.restart()
  await allBegin(ids)
  await nothingRuns()
  expect(await openIncidents()).toEqual([])
  expect(resident.desktop.shown.filter(({ urgent }) => urgent)).toHaveLength(1)
})

it('a connection on hold lets through what the user asks for, and any reply lifts it', async () => {
  const { ids, now } = await holdOn(faults.wrongKey())
  const [failed] = await Promise.all(
    ids.map(async (id) => ((await runsOf(id))[0]?.status === 'failed' ? id : null)),
  )
  const run = await resident.call('schedules.runNow', { id: failed ?? '' })
  await resident.runIs(run.id, 'failed')
  expect(await statuses(ids)).toContain('queued')
  expect(await items()).toHaveLength(1)
  now(says('Hello.'))
  const chat = await resident.call('conversations.create', {})
  await resident.turnIs(await sayIn(chat.id, 'Hi'), 'succeeded')
  expect(await openIncidents()).toEqual([])
  await allBegin(ids)
})

it('a reply that was asked for before the refusal lifts nothing', async () => {
  const hold = createHold(0)
  resident.model.add({ when: 'Slow', reply: says('At last.', { hold }) }, { reply: faults.wrongKey() })
  const chat = await resident.call('conversations.create', {})
  const slow = await sayIn(chat.id, 'Slow')
  await hold.reached
  const { run } = await resident.fire('Refused')
  await resident.runIs(run.id, 'failed')
  hold.release()
  await resident.turnIs(slow, 'succeeded')
  expect(await openIncidents()).toHaveLength(1)
})

it('a chat that finds the key refused shows it there, and holds what is scheduled without a notification', async () => {
  const now = always(faults.wrongKey())
  const chat = await resident.call('conversations.create', {})
  await resident.turnIs(await sayIn(chat.id, 'Hi'), 'failed')
  expect(await openIncidents()).toMatchObject([{ scope: 'model', failures: 1 }])
  expect(resident.desktop.shown).toEqual([])
  const { id } = await create('Waits')
  advance(minute)
  const run = await resident.call('schedules.backfill', { id, from: hourlyStart - hour, to: hourlyStart })
  await nothingRuns()
  expect(run[0]?.status).toBe('queued')
  expect(resident.model.requests).toHaveLength(1)
  now(says('Hello.'))
  await resident.turnIs(await sayIn(chat.id, 'Again'), 'succeeded')
  await resident.runIs(run[0]?.id ?? '', 'succeeded')
})

it('a chat that nobody watches tells of the hold once, and of each later failure of its own', async () => {
  always(faults.wrongKey())
  resident.desktop.isMainVisible = () => false
  const chat = await resident.call('conversations.create', {})
  await resident.turnIs(await sayIn(chat.id, 'Hi'), 'failed')
  expect(shown()).toEqual(['incident'])
  await resident.turnIs(await sayIn(chat.id, 'Hi'), 'failed')
  expect(shown()).toEqual(['incident', 'turn'])
})

it('who replies to a result while its connection is on hold hears in that conversation that it failed', async () => {
  answer(says('Result.'))
  const { id, deliverTo } = await create('Replied')
  await fireEnds(id, 'succeeded')
  always(faults.wrongKey())
  const { messages } = await resident.call('conversations.messages', { conversationId: deliverTo })
  const { turnId } = await resident.call('conversations.send', {
    conversationId: deliverTo,
    text: 'Shorter',
    replyTo: messages[0]?.id ?? '',
  })
  await resident.turnIs(turnId, 'failed')
  expect(await noticesOf(deliverTo)).toEqual(['result', 'failure'])
  expect((await items()).map(({ kind }) => kind)).toEqual(['system', 'result'])
})

it('a hold is lifted by a new key and not by a new name, and is of no other connection', async () => {
  const { model } = resident
  const { id: connectionId } = await resident.call('connections.add', {
    name: 'Gateway',
    baseUrl: model.url,
    defaultModel: 'm',
    key: 'wrong',
  })
  const action = { ...assist('Work'), connectionId }
  const { id } = await create('Wrong key', { action })
  const other = await create('Other')
  answer(says('Other is fine.'))
  await fireEnds(id, 'failed')
  await resident.runIs((await runsOf(other.id))[0]?.id ?? '', 'succeeded')
  expect(await openIncidents()).toMatchObject([{ connectionId, title: 'Work with “Gateway” is on hold' }])
  await resident.call('schedules.pause', { id: other.id })
  await resident.call('connections.update', { id: connectionId, name: 'Portal' })
  expect(await openIncidents()).toHaveLength(1)
  answer(says('Good.'))
  await resident.call('connections.update', { id: connectionId, key: model.key })
  expect(await incidents()).toMatchObject([{ closedReason: 'Its key or address was changed.' }])
  const [madeUp] = await runsOf(id)
  expect(madeUp).toMatchObject({ origin: 'run-now', reasonCode: 'model-unavailable' })
  await resident.runIs(madeUp?.id ?? '', 'succeeded')
})

it('a connection that passes a test, or is removed, is on hold no more', async () => {
  const { model } = resident
  const add = (name: string) =>
    resident.call('connections.add', { name, baseUrl: model.url, defaultModel: 'm', key: model.key })
  for (const name of ['Tested', 'Removed']) {
    const { id: connectionId } = await add(name)
    answer(faults.wrongKey())
    const { id } = await create(name, { action: { ...assist('Work'), connectionId } })
    await fireEnds(id, 'failed')
    expect(await openIncidents()).toHaveLength(1)
    await resident.call('schedules.remove', { id })
    if (name === 'Removed') await resident.call('connections.remove', { id: connectionId })
    else {
      answer(says('OK'))
      expect(await resident.call('connections.test', { id: connectionId })).toMatchObject({ ok: true })
    }
    expect(await openIncidents()).toEqual([])
  }
  expect((await items()).map(({ title }) => title)).toEqual([
    'Work with “Removed” was on hold',
    'Work with “Tested” goes on',
  ])
})

it('retrying a hold tries everything: what waits, and each schedule once that failed of it', async () => {
  const { ids, now } = await holdOn(noCredit)
  const [incident] = await openIncidents()
  await resident.call('incidents.retry', { id: incident?.id ?? '' })
  await nothingRuns()
  // The first failure ends it again: the same incident goes on, and nobody is called a second time.
  expect(await openIncidents()).toMatchObject([{ id: incident?.id }])
  expect(resident.desktop.shown).toHaveLength(1)
  now(says('Done.'))
  await resident.call('incidents.retry', { id: incident?.id ?? '' })
  await resident.until(async () => {
    resident.clock.advance(1000)
    return (await statuses(ids)).every((status) => status === 'succeeded') ? true : undefined
  })
  expect(await openIncidents()).toEqual([])
  const all = (await Promise.all(ids.map(runsOf))).map((runs) =>
    runs.filter((run) => run.status === 'succeeded'),
  )
  expect(all.map((runs) => runs.length)).toEqual([1, 1, 1, 1, 1])
})

it('retrying a hold runs no schedule again of which a run is waiting anyway', async () => {
  const { ids, now } = await holdOn(faults.wrongKey())
  advance(hour)
  await nothingRuns()
  const rows = async (): Promise<number> => (await Promise.all(ids.map(runsOf))).flat().length
  const before = await rows()
  now(says('Done.'))
  await resident.call('incidents.retry', { id: (await openIncidents())[0]?.id ?? '' })
  await resident.until(async () => {
    resident.clock.advance(1000)
    return (await statuses(ids)).includes('queued') ? undefined : true
  })
  expect(await rows()).toBe(before)
})

it('a connection that has another trouble than before has one incident, of what it said last', async () => {
  const { ids, now } = await holdOn(faults.wrongKey())
  now(noCredit)
  resident.clock.advance(quarter)
  await resident.model.received(4)
  await nothingRuns()
  expect(await openIncidents()).toMatchObject([{ cause: 'quota', failures: 1 }])
  expect(await incidents()).toMatchObject([
    { cause: 'quota' },
    { cause: 'authentication', closedReason: 'Another trouble took its place.' },
  ])
  expect(await statuses(ids)).toContain('queued')
})

it('a connection is not on hold because a model is refused, or because it is overloaded', async () => {
  answer(faults.status(403, 'permission_error', 'This key may not use the model.'))
  const { id } = await create('Refused model', { policies: { retry: { max: 0 } } })
  await fireEnds(id, 'failed')
  answer(faults.overloaded())
  await fireEnds(id, 'failed')
  expect(await openIncidents()).toEqual([])
  expect((await items()).map(({ kind }) => kind)).toEqual(['failure', 'failure'])
})

it('a probe that is stopped by the user makes place for another one', async () => {
  const { ids, now } = await holdOn(faults.wrongKey())
  const hold = createHold(0)
  now(says('Slow.', { hold }))
  resident.clock.advance(quarter)
  await hold.reached
  const runs = (await Promise.all(ids.map(runsOf))).flat()
  const probe = runs.find(({ status }) => status === 'running')
  expect(runs.filter(({ status }) => status === 'queued')).toHaveLength(1)
  now(says('Done.'))
  await resident.call('runs.cancel', { id: probe?.id ?? '' })
  await resident.until(async () => ((await openIncidents()).length === 0 ? true : undefined))
})

it('a try whose conversation got another model meanwhile does not leave the hold for ever', async () => {
  const { id } = await create('Job')
  answer(faults.wrongKey())
  await fireEnds(id, 'failed')
  resident.clock.advance(quarter)
  const chat = await resident.call('conversations.create', { title: 'Chat' })
  const hold = createHold(0)
  answer({ ...says('Hello'), hold })
  const turnId = await sayIn(chat.id, 'Hi')
  await hold.reached
  await resident.call('sessions.switchModel', { conversationId: chat.id, connectionId: 'practice' })
  hold.release()
  await resident.turnIs(turnId, 'succeeded')
  always(says('Done'))
  advance(hour)
  const [run] = await runsOf(id)
  await resident.runIs(run?.id ?? '', 'succeeded')
  expect(await openIncidents()).toEqual([])
})

it('what failed of a hold is made up for once when it lifts, also a one-time schedule, and not where late runs are skipped', async () => {
  const now = always(faults.wrongKey())
  const trigger = { kind: 'once', at: resident.clock.now() + hour } as const
  const once = await create('Once', { trigger })
  const skips = await create('Skips', {
    trigger,
    policies: { missed: { kind: 'skip', maxLatenessMs: hour } },
  })
  advance(hour)
  for (const { id } of [once, skips]) await resident.runIs((await runsOf(id))[0]?.id ?? '', 'failed')
  now(says('Done.'))
  const chat = await resident.call('conversations.create', {})
  await resident.turnIs(await sayIn(chat.id, 'Hi'), 'succeeded')
  expect(await runsOf(skips.id)).toHaveLength(1)
  const [madeUp, ...before] = await runsOf(once.id)
  expect(before).toHaveLength(1)
  expect(await resident.runIs(madeUp?.id ?? '', 'succeeded')).toMatchObject({
    reasonCode: 'model-unavailable',
    reason: expect.stringContaining('its work with “Environment” was on hold'),
  })
})

it('a slot that is due while its schedule waits for a hold says so, and what the user asks for takes its place', async () => {
  const now = always(faults.wrongKey())
  const first = await create('First')
  await fireEnds(first.id, 'failed')
  const { id } = await create('Often', {
    trigger: { kind: 'interval', everyMs: minute, anchor: resident.clock.now() },
  })
  advance(minute)
  const [waiting] = await runsOf(id)
  expect(waiting?.status).toBe('queued')
  const { text } = await resident.call('schedules.explain', { id, at: waiting?.nominalAt ?? 0 })
  expect(text).toContain('Work with “Environment” is on hold')
  advance(minute)
  expect((await runsOf(id))[0]).toMatchObject({ status: 'skipped', reasonCode: 'model-unavailable' })
  now(says('Done.'))
  const asked = await resident.call('schedules.runNow', { id })
  await resident.runIs(asked.id, 'succeeded')
  expect((await resident.call('runs.get', { id: waiting?.id ?? '' })).status).toBe('superseded')
})
