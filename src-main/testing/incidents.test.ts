import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident } from '../../src-shared/domain/incident.ts'
import type { Run } from '../../src-shared/domain/run.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { faults } from '../models/practice/faults.ts'
import { createHold } from '../models/practice/hold.ts'
import { says } from '../models/practice/replies.ts'
import type { Reply } from '../models/practice/responder.ts'
import { type Resident, startResident } from './start-resident.ts'

const minute = 60_000
const hour = 60 * minute
const quarter = 15 * minute
const start = Date.UTC(2100, 0, 1, 9)

let resident: Resident
beforeEach(async () => {
  resident = await startResident([], { at: start })
})
afterEach(() => resident.end())

type Create = RouteInput<'schedules.create'>
const assist = (instruction: string) => ({ kind: 'assist', instruction, context: 'fresh' }) as const
const hourly = { kind: 'interval', everyMs: hour, anchor: start } as const
const create = (title: string, input: Partial<Create> = {}): Promise<Schedule> =>
  resident.call('schedules.create', { title, action: assist(`Work on ${title}`), trigger: hourly, ...input })
const noCredit = faults.status(402, 'billing_error', 'Your credit balance is too low')
const answer = (...replies: readonly Reply[]): void =>
  resident.model.add(...replies.map((reply) => ({ reply })))
/** Every request is refused from now on, until the returned function says how they are answered. */
function always(reply: Reply): (next: Reply) => void {
  let current = reply
  resident.model.add({ reply: () => current, always: true })
  return (next) => {
    current = next
  }
}
const open = (): Promise<Incident[]> => resident.call('incidents.list', { open: true })
const items = () => resident.call('inbox.list', {})
const runsOf = async (scheduleId: string): Promise<Run[]> =>
  (await resident.call('runs.list', { scheduleId })).runs
const noticesOf = async (conversationId: string): Promise<string[]> => {
  const { messages } = await resident.call('conversations.messages', { conversationId })
  return messages.flatMap(({ content }) => content.flatMap((b) => (b.type === 'notice' ? [b.kind] : [])))
}
const shownKeys = (): string[] => resident.desktop.shown.map(({ key }) => key.split(':')[0] ?? '')
/** Moves on to an instant at which schedules are due. */
function advance(ms: number): void {
  resident.clock.advance(ms)
  resident.app.wake('clock')
}
/** Lets the next hour's fire of the schedule end so. */
async function fireEnds(id: string, status: Run['status']): Promise<Run> {
  advance(hour)
  const [run] = await runsOf(id)
  return resident.runIs(run?.id ?? '', status)
}
const nothingRuns = (): Promise<true> =>
  resident.until(async () => ((await resident.call('app.status', {})).running === 0 ? true : undefined))
async function sayIn(conversationId: string, text: string): Promise<string> {
  return (await resident.call('conversations.send', { conversationId, text })).turnId
}

describe('a schedule', () => {
  it('three failed fires in a row make one incident, a fourth adds none, and a success closes it', async () => {
    const { id, deliverTo } = await create('Morning check')
    answer(...Array.from({ length: 4 }, () => faults.contextTooLong()), says('All is well.'))
    const first = await fireEnds(id, 'failed')
    await fireEnds(id, 'failed')
    expect(await open()).toEqual([])
    expect(shownKeys()).toEqual(['run', 'run'])

    await fireEnds(id, 'failed')
    const [incident] = await open()
    expect(incident).toMatchObject({
      scope: 'schedule',
      scheduleId: id,
      connectionId: null,
      cause: 'context-full',
      title: '“Morning check” keeps failing',
      failures: 3,
      openedAt: first.endedAt,
    })
    expect(incident?.body).toContain('longer than the model')
    expect(shownKeys()).toEqual(['run', 'run', 'incident'])
    const [item] = await items()
    expect(item).toMatchObject({ kind: 'failure', conversationId: deliverTo, incident: { id: incident?.id } })
    expect(item?.body).toContain(
      'It failed 3 times since Fri 1 Jan at 10:00. It is tried again at its next time.',
    )
    expect((await resident.call('inbox.list', { filter: 'needs-you' })).map((one) => one.id)).toEqual([
      item?.id,
    ])

    await fireEnds(id, 'failed')
    expect(await open()).toMatchObject([{ id: incident?.id, failures: 4 }])
    expect(shownKeys()).toHaveLength(3)
    expect((await items()).map(({ kind }) => kind)).toEqual(['failure', 'failure', 'failure'])
    expect((await items())[0]?.body).toContain('It failed 4 times')
    expect(await noticesOf(deliverTo)).toEqual(['failure', 'failure', 'failure', 'failure'])

    await fireEnds(id, 'succeeded')
    expect(await open()).toEqual([])
    expect(await resident.call('incidents.list', {})).toMatchObject([
      { id: incident?.id, closedAt: resident.clock.now(), closedReason: 'It ran again.' },
    ])
    const closed = (await items()).find((one) => one.id === item?.id)
    expect(closed).toMatchObject({ title: '“Morning check” works again', readAt: resident.clock.now() })
    expect(closed?.body).toContain('Recovered: it ran at Fri 1 Jan at 14:00.')
    expect(resident.desktop.withdrawn).toContain(`incident:${incident?.id}`)
    const told = resident.events.flatMap(({ event, data }) =>
      event === 'incident.changed' ? [data.failures] : [],
    )
    expect(told).toEqual([3, 4, 4])
    expect((await resident.call('schedules.get', { id })).enabled).toBe(true)
  })

  it('failures of different causes, or with a success between them, make no incident', async () => {
    const { id } = await create('Mixed')
    const ends = [faults.contextTooLong(), faults.refusal('No.'), faults.contextTooLong()]
    answer(...ends, faults.contextTooLong(), says('Fine.'), faults.contextTooLong(), faults.contextTooLong())
    for (const status of ['failed', 'failed', 'failed', 'failed', 'succeeded', 'failed', 'failed'] as const)
      await fireEnds(id, status)
    expect(await resident.call('incidents.list', {})).toEqual([])
    answer(faults.contextTooLong())
    await fireEnds(id, 'failed')
    expect(await open()).toHaveLength(1)
  })

  it('two causes that each last are two incidents, and one success closes both', async () => {
    const { id } = await create('Both')
    for (const make of [() => faults.contextTooLong(), () => faults.refusal('No.')])
      for (let i = 0; i < 3; i++) {
        answer(make())
        await fireEnds(id, 'failed')
      }
    expect((await open()).map(({ cause }) => cause)).toEqual(['refusal', 'context-full'])
    answer(says('Fine.'))
    await fireEnds(id, 'succeeded')
    expect(await open()).toEqual([])
  })

  const failing = async (title: string, input: Partial<Create> = {}): Promise<Schedule> => {
    const schedule = await create(title, input)
    answer(faults.contextTooLong(), faults.contextTooLong(), faults.contextTooLong())
    for (let i = 0; i < 3; i++) await fireEnds(schedule.id, 'failed')
    return schedule
  }

  it('what the user tries by hand is no fire, but a success of it closes the incident', async () => {
    const { id } = await create('By hand')
    for (let i = 0; i < 3; i++) {
      answer(faults.contextTooLong())
      await resident.runIs((await resident.call('schedules.runNow', { id })).id, 'failed')
    }
    expect(await open()).toEqual([])
    await resident.call('schedules.remove', { id })
    const other = await failing('Other')
    answer(faults.contextTooLong(), says('Fine.'))
    await resident.runIs((await resident.call('schedules.runNow', { id: other.id })).id, 'failed')
    expect(await open()).toMatchObject([{ failures: 4 }])
    await resident.runIs((await resident.call('schedules.runNow', { id: other.id })).id, 'succeeded')
    expect(await open()).toEqual([])
  })

  it('pausing it closes its incident, and resumed it has three tries again', async () => {
    const { id } = await failing('Paused')
    await resident.call('schedules.pause', { id, reason: 'It kept failing' })
    expect((await resident.call('incidents.list', {}))[0]?.closedReason).toBe('The schedule was paused.')
    await resident.call('schedules.resume', { id })
    for (let i = 0; i < 2; i++) {
      answer(faults.contextTooLong())
      await fireEnds(id, 'failed')
    }
    expect(await open()).toEqual([])
    answer(faults.contextTooLong())
    await fireEnds(id, 'failed')
    expect(await open()).toHaveLength(1)
  })

  it('removing it closes its incident, and a run that then fails opens none', async () => {
    const { id } = await failing('Removed')
    const hold = createHold(0)
    answer({ ...faults.contextTooLong(), hold })
    advance(hour)
    await hold.reached
    const [run] = await runsOf(id)
    await resident.call('schedules.remove', { id })
    expect(await open()).toEqual([])
    expect((await items()).find(({ incident }) => incident !== null)?.body).toContain(
      'The schedule was removed.',
    )
    hold.release()
    await resident.runIs(run?.id ?? '', 'failed')
    expect(await open()).toEqual([])
  })

  it('paused while its third run fails has no incident, and hears of that failure', async () => {
    const { id } = await create('Paused meanwhile')
    answer(faults.contextTooLong(), faults.contextTooLong())
    for (let i = 0; i < 2; i++) await fireEnds(id, 'failed')
    const hold = createHold(0)
    answer({ ...faults.contextTooLong(), hold })
    advance(hour)
    await hold.reached
    await resident.call('schedules.pause', { id })
    hold.release()
    await resident.runIs((await runsOf(id))[0]?.id ?? '', 'failed')
    expect(await resident.call('incidents.list', {})).toEqual([])
    expect(await items()).toHaveLength(3)
  })

  it('becoming a reminder that works closes its incident', async () => {
    const { id } = await failing('Changed')
    await resident.call('schedules.update', { id, action: { kind: 'notify', text: 'Hi' } })
    expect(await open()).toHaveLength(1)
    await fireEnds(id, 'succeeded')
    expect(await open()).toEqual([])
  })

  it('that is silent has its incident in the inbox, and no notification', async () => {
    await failing('Silent', { policies: { result: 'silent' } })
    expect(await open()).toHaveLength(1)
    expect((await items()).map(({ kind }) => kind)).toEqual(['failure'])
    expect(resident.desktop.shown).toEqual([])
  })

  it('retry runs it now, and is a conflict once the incident is closed', async () => {
    const { id } = await failing('Retried')
    const [incident] = await open()
    answer(says('Fine.'))
    expect(await resident.call('incidents.retry', { id: incident?.id ?? '' })).toEqual(incident)
    const [run] = await runsOf(id)
    expect(await resident.runIs(run?.id ?? '', 'succeeded')).toMatchObject({ origin: 'run-now' })
    await expect(resident.call('incidents.retry', { id: incident?.id ?? '' })).rejects.toThrow('conflict')
    await expect(resident.call('incidents.retry', { id: 'none' })).rejects.toThrow('not_found')
  })

  it('a snoozed incident that still goes on is told again, and an archived one is not', async () => {
    await failing('Snoozed')
    const [item] = await items()
    const key = `incident:${item?.incident?.id}`
    await resident.call('inbox.snooze', { id: item?.id ?? '', until: resident.clock.now() + minute })
    expect(resident.desktop.withdrawn).toContain(key)
    resident.clock.advance(minute)
    expect(resident.desktop.shown.filter((one) => one.key === key)).toHaveLength(2)
    await resident.call('inbox.snooze', { id: item?.id ?? '', until: resident.clock.now() + minute })
    await resident.call('inbox.archive', { id: item?.id ?? '' })
    resident.clock.advance(minute)
    expect(resident.desktop.shown.filter((one) => one.key === key)).toHaveLength(2)
  })

  it('a rehearsal that fails counts for nothing', async () => {
    const { id } = await failing('Tried')
    answer(faults.contextTooLong(), faults.wrongKey())
    for (let i = 0; i < 2; i++)
      await resident.runIs((await resident.call('schedules.dryRun', { id })).id, 'failed')
    expect(await open()).toMatchObject([{ scope: 'schedule', failures: 3 }])
  })
})

describe('a connection', () => {
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

  it('a refused key pauses all model work once, as one incident, and never becomes a result', async () => {
    const { ids } = await holdOn(faults.wrongKey())
    expect(await statuses(ids)).toEqual(afterHold)
    expect(await open()).toMatchObject([
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

  it('on hold is tried with one run every quarter of an hour', async () => {
    const { ids } = await holdOn(noCredit)
    expect((await open())[0]?.cause).toBe('quota')
    expect(resident.model.requests).toHaveLength(3)
    resident.clock.advance(quarter - 1)
    await nothingRuns()
    expect(resident.model.requests).toHaveLength(3)
    resident.clock.advance(1)
    await resident.model.received(4)
    await nothingRuns()
    expect(await statuses(ids)).toEqual(['failed', 'failed', 'failed', 'failed', 'queued'])
    expect(await open()).toMatchObject([{ failures: 4 }])
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
    expect(await resident.call('incidents.list', {})).toMatchObject([{ closedReason: 'It works again.' }])
    const item = (await items()).find(({ incident }) => incident !== null)
    expect(item).toMatchObject({ title: 'Work with “Environment” goes on' })
    expect(item?.readAt).not.toBeNull()
    expect(item?.body).toMatch(
      /^It works again\. It goes on since .*, and was on hold since Fri 1 Jan at 10:00\.$/,
    )
  })

  it('after a restart a hold still holds, with one probe', async () => {
    const { ids, now } = await holdOn(faults.wrongKey())
    await resident.restart()
    await resident.model.received(4)
    await nothingRuns()
    expect(await statuses(ids)).toEqual(['failed', 'failed', 'failed', 'failed', 'queued'])
    expect(await open()).toMatchObject([{ failures: 4 }])
    resident.clock.advance(minute)
    await nothingRuns()
    expect(resident.model.requests).toHaveLength(4)
    now(says('Done.'))
    await resident.restart()
    await resident.until(async () => ((await statuses(ids)).includes('queued') ? undefined : true))
    await nothingRuns()
    expect(await open()).toEqual([])
    expect(resident.desktop.shown.filter(({ urgent }) => urgent)).toHaveLength(1)
  })

  it('on hold lets through what the user asks for, and any reply lifts it', async () => {
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
    expect(await open()).toEqual([])
    await resident.until(async () => ((await statuses(ids)).includes('queued') ? undefined : true))
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
    expect(await open()).toHaveLength(1)
  })

  it('a chat that finds the key refused shows it there, and holds what is scheduled without a notification', async () => {
    const now = always(faults.wrongKey())
    const chat = await resident.call('conversations.create', {})
    await resident.turnIs(await sayIn(chat.id, 'Hi'), 'failed')
    expect(await open()).toMatchObject([{ scope: 'model', failures: 1 }])
    expect(resident.desktop.shown).toEqual([])
    const { id } = await create('Waits')
    advance(minute)
    const run = await resident.call('schedules.backfill', { id, from: start - hour, to: start })
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
    expect(shownKeys()).toEqual(['incident'])
    await resident.turnIs(await sayIn(chat.id, 'Hi'), 'failed')
    expect(shownKeys()).toEqual(['incident', 'turn'])
  })

  it('who replies to a result while it is on hold hears in that conversation that it failed', async () => {
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

  it('of its own is lifted by a new key, and not by a new name; another connection never was on hold', async () => {
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
    expect(await open()).toMatchObject([{ connectionId, title: 'Work with “Gateway” is on hold' }])
    await resident.call('schedules.pause', { id: other.id })
    await resident.call('connections.update', { id: connectionId, name: 'Portal' })
    expect(await open()).toHaveLength(1)
    answer(says('Good.'))
    await resident.call('connections.update', { id: connectionId, key: model.key })
    expect(await resident.call('incidents.list', {})).toMatchObject([
      { closedReason: 'Its key or address was changed.' },
    ])
    await fireEnds(id, 'succeeded')
  })

  it('that passes a test, or is removed, is on hold no more', async () => {
    const { model } = resident
    const add = (name: string) =>
      resident.call('connections.add', { name, baseUrl: model.url, defaultModel: 'm', key: model.key })
    for (const name of ['Tested', 'Removed']) {
      const { id: connectionId } = await add(name)
      answer(faults.wrongKey())
      const { id } = await create(name, { action: { ...assist('Work'), connectionId } })
      await fireEnds(id, 'failed')
      expect(await open()).toHaveLength(1)
      await resident.call('schedules.remove', { id })
      if (name === 'Removed') await resident.call('connections.remove', { id: connectionId })
      else {
        answer(says('OK'))
        expect(await resident.call('connections.test', { id: connectionId })).toMatchObject({ ok: true })
      }
      expect(await open()).toEqual([])
    }
  })

  it('retry tries everything: what waits, and each schedule once that failed of it', async () => {
    const { ids, now } = await holdOn(noCredit)
    const [incident] = await open()
    await resident.call('incidents.retry', { id: incident?.id ?? '' })
    await nothingRuns()
    // The first failure ends it again: the same incident goes on, and nobody is called a second time.
    expect(await open()).toMatchObject([{ id: incident?.id }])
    expect(resident.desktop.shown).toHaveLength(1)
    now(says('Done.'))
    await resident.call('incidents.retry', { id: incident?.id ?? '' })
    await resident.until(async () => {
      resident.clock.advance(1000)
      return (await statuses(ids)).every((status) => status === 'succeeded') ? true : undefined
    })
    expect(await open()).toEqual([])
    const all = (await Promise.all(ids.map(runsOf))).map((runs) =>
      runs.filter((run) => run.status === 'succeeded'),
    )
    expect(all.map((runs) => runs.length)).toEqual([1, 1, 1, 1, 1])
  })

  it('retried runs no schedule again of which a run is waiting anyway', async () => {
    const { ids, now } = await holdOn(faults.wrongKey())
    advance(hour)
    await nothingRuns()
    const rows = async (): Promise<number> => (await Promise.all(ids.map(runsOf))).flat().length
    const before = await rows()
    now(says('Done.'))
    await resident.call('incidents.retry', { id: (await open())[0]?.id ?? '' })
    await resident.until(async () => {
      resident.clock.advance(1000)
      return (await statuses(ids)).includes('queued') ? undefined : true
    })
    expect(await rows()).toBe(before)
  })

  it('that has another trouble than before has one incident, of what it said last', async () => {
    const { ids, now } = await holdOn(faults.wrongKey())
    now(noCredit)
    resident.clock.advance(quarter)
    await resident.model.received(4)
    await nothingRuns()
    expect(await open()).toMatchObject([{ cause: 'quota', failures: 1 }])
    expect(await resident.call('incidents.list', {})).toMatchObject([
      { cause: 'quota' },
      { cause: 'authentication', closedReason: 'Another trouble took its place.' },
    ])
    expect(await statuses(ids)).toContain('queued')
  })

  it('is not on hold because a model is refused, or because it is overloaded', async () => {
    answer(faults.status(403, 'permission_error', 'This key may not use the model.'))
    const { id } = await create('Refused model', { policies: { retry: { max: 0 } } })
    await fireEnds(id, 'failed')
    answer(faults.overloaded())
    await fireEnds(id, 'failed')
    expect(await open()).toEqual([])
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
    await resident.until(async () => ((await open()).length === 0 ? true : undefined))
  })
})
