import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { faults } from '../models/practice/faults.ts'
import { createHold } from '../models/practice/hold.ts'
import { says } from '../models/practice/replies.ts'
import { hourlySchedules, hourlyStart } from './hourly-schedules.ts'
import { type Resident, startResident } from './start-resident.ts'

const minute = 60_000
const hour = 60 * minute

let resident: Resident
beforeEach(async () => {
  resident = await startResident([], { at: hourlyStart })
})
afterEach(() => resident.end())

const { create, answer, advance, fireEnds, runsOf, openIncidents, incidents, items, noticesOf, shown } =
  hourlySchedules(() => resident)

it('three failed fires in a row make one incident, a fourth adds none, and a success closes it', async () => {
  const { id, deliverTo } = await create('Morning check')
  answer(...Array.from({ length: 4 }, () => faults.contextTooLong()), says('All is well.'))
  const first = await fireEnds(id, 'failed')
  await fireEnds(id, 'failed')
  expect(await openIncidents()).toEqual([])
  expect(shown()).toEqual(['run', 'run'])

  await fireEnds(id, 'failed')
  const [incident] = await openIncidents()
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
  expect(shown()).toEqual(['run', 'run', 'incident'])
  const [item] = await items()
  expect(item).toMatchObject({ kind: 'failure', conversationId: deliverTo, incident: { id: incident?.id } })
  expect(item?.body).toContain(
    'It failed 3 times since Fri 1 Jan at 10:00. It is tried again at its next time.',
  )
  expect((await resident.call('inbox.list', { filter: 'needs-you' })).map((one) => one.id)).toEqual([
    item?.id,
  ])

  await fireEnds(id, 'failed')
  expect(await openIncidents()).toMatchObject([{ id: incident?.id, failures: 4 }])
  expect(shown()).toHaveLength(3)
  expect((await items()).map(({ kind }) => kind)).toEqual(['failure', 'failure', 'failure'])
  expect((await items())[0]?.body).toContain('It failed 4 times')
  expect(await noticesOf(deliverTo)).toEqual(['failure', 'failure', 'failure', 'failure'])

  await fireEnds(id, 'succeeded')
  expect(await openIncidents()).toEqual([])
  expect(await incidents()).toMatchObject([
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

it('failed fires of different causes, or with a success between them, make no incident', async () => {
  const { id } = await create('Mixed')
  const ends = [faults.contextTooLong(), faults.refusal('No.'), faults.contextTooLong()]
  answer(...ends, faults.contextTooLong(), says('Fine.'), faults.contextTooLong(), faults.contextTooLong())
  for (const status of ['failed', 'failed', 'failed', 'failed', 'succeeded', 'failed', 'failed'] as const)
    await fireEnds(id, status)
  expect(await incidents()).toEqual([])
  answer(faults.contextTooLong())
  await fireEnds(id, 'failed')
  expect(await openIncidents()).toHaveLength(1)
})

it('two causes of one schedule that each last are two incidents, and one success closes both', async () => {
  const { id } = await create('Both')
  for (const make of [() => faults.contextTooLong(), () => faults.refusal('No.')])
    for (let i = 0; i < 3; i++) {
      answer(make())
      await fireEnds(id, 'failed')
    }
  expect((await openIncidents()).map(({ cause }) => cause)).toEqual(['refusal', 'context-full'])
  answer(says('Fine.'))
  await fireEnds(id, 'succeeded')
  expect(await openIncidents()).toEqual([])
})

const failing = async (
  title: string,
  input: Partial<RouteInput<'schedules.create'>> = {},
): Promise<Schedule> => {
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
  expect(await openIncidents()).toEqual([])
  await resident.call('schedules.remove', { id })
  const other = await failing('Other')
  answer(faults.contextTooLong(), says('Fine.'))
  await resident.runIs((await resident.call('schedules.runNow', { id: other.id })).id, 'failed')
  expect(await openIncidents()).toMatchObject([{ failures: 4 }])
  await resident.runIs((await resident.call('schedules.runNow', { id: other.id })).id, 'succeeded')
  expect(await openIncidents()).toEqual([])
})

it('pausing a schedule closes its incident, and resumed it has three tries again', async () => {
  const { id } = await failing('Paused')
  await resident.call('schedules.pause', { id, reason: 'It kept failing' })
  expect((await incidents())[0]?.closedReason).toBe('The schedule was paused.')
  await resident.call('schedules.resume', { id })
  for (let i = 0; i < 2; i++) {
    answer(faults.contextTooLong())
    await fireEnds(id, 'failed')
  }
  expect(await openIncidents()).toEqual([])
  answer(faults.contextTooLong())
  await fireEnds(id, 'failed')
  expect(await openIncidents()).toHaveLength(1)
})

it('removing a schedule closes its incident, and a run that then fails opens none', async () => {
  const { id } = await failing('Removed')
  const hold = createHold(0)
  answer({ ...faults.contextTooLong(), hold })
  advance(hour)
  await hold.reached
  const [run] = await runsOf(id)
  await resident.call('schedules.remove', { id })
  expect(await openIncidents()).toEqual([])
  expect((await items()).find(({ incident }) => incident !== null)?.body).toContain(
    'The schedule was removed.',
  )
  hold.release()
  await resident.runIs(run?.id ?? '', 'failed')
  expect(await openIncidents()).toEqual([])
})

it('a schedule that is paused while its third run fails has no incident, and tells of that failure', async () => {
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
  expect(await incidents()).toEqual([])
  expect(await items()).toHaveLength(3)
})

it('a schedule that becomes a reminder that works closes its incident', async () => {
  const { id } = await failing('Changed')
  await resident.call('schedules.update', { id, action: { kind: 'notify', text: 'Hi' } })
  expect(await openIncidents()).toHaveLength(1)
  await fireEnds(id, 'succeeded')
  expect(await openIncidents()).toEqual([])
})

it('a schedule that is silent has its incident in the inbox, and no notification', async () => {
  await failing('Silent', { policies: { result: 'silent' } })
  expect(await openIncidents()).toHaveLength(1)
  expect((await items()).map(({ kind }) => kind)).toEqual(['failure'])
  expect(resident.desktop.shown).toEqual([])
})

it('retrying an incident runs its schedule now, and is a conflict once the incident is closed', async () => {
  const { id } = await failing('Retried')
  const [incident] = await openIncidents()
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
  expect(await openIncidents()).toMatchObject([{ scope: 'schedule', failures: 3 }])
})
