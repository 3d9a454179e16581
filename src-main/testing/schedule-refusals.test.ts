import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Resident, startResident, testStart } from './start-resident.ts'

const minute = 60_000

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const remind = (text: string) => ({ kind: 'notify', text }) as const
const assist = (instruction: string) => ({ kind: 'assist', instruction, context: 'fresh' }) as const
const cron = (expression: string) => ({ kind: 'cron', expression, timeZone: 'UTC' }) as const
const get = (id: string) => resident.call('schedules.get', { id })

it('a missing or malformed time is refused with the reason', async () => {
  const create = (trigger: unknown) =>
    resident.app.router.call(
      'schedules.create',
      { title: 'X', action: remind('x'), trigger },
      { via: 'socket' },
    )
  for (const trigger of [
    undefined,
    { kind: 'once', at: testStart - 1 },
    cron('99 * * * *'),
    cron('0 0 31 2 *'),
    { kind: 'interval', everyMs: 10 },
    { kind: 'cron', expression: '0 9 * * *', timeZone: 'Mars/Base' },
  ]) {
    const result = await create(trigger)
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'bad_input', message: expect.stringMatching(/\w+ \w+/) },
    })
  }
  expect(await resident.call('schedules.list', {})).toEqual([])
})

it('a working directory that depends on where Dormouse was started is refused', async () => {
  const action = { ...assist('Look'), workingDirectory: 'notes' }
  const trigger = cron('0 9 * * *')
  await expect(resident.call('schedules.create', { title: 'A', action, trigger })).rejects.toThrow('absolute')
  const { id } = await resident.call('schedules.create', { title: 'A', action: assist('Look'), trigger })
  await expect(resident.call('schedules.update', { id, action })).rejects.toThrow('absolute')
  expect(await get(id)).toMatchObject({ action: assist('Look') })
  await expect(resident.call('settings.set', { workingDirectory: 'notes' })).rejects.toThrow('absolute')
})

it('an instant that no calendar writes is refused as bad input by every route that takes one', async () => {
  const at = 8.64e15
  const inputs = [
    ['schedules.parse', { text: 'every day at 9 water the plants', now: at }],
    ['schedules.create', { title: 'A', action: remind('x'), trigger: { kind: 'once', at } }],
    ['schedules.preview', { trigger: { kind: 'interval', everyMs: minute }, after: -at }],
    ['usage.summary', { since: at }],
  ] as const
  for (const [route, input] of inputs) {
    expect(await resident.app.router.call(route, input, { via: 'socket' })).toMatchObject({
      ok: false,
      error: { code: 'bad_input', message: expect.stringContaining('between the years 1 and 9999') },
    })
  }
})

it('a schedule for a connection that there is not is refused when it is made', async () => {
  const action = { kind: 'assist', instruction: 'Work', context: 'fresh', connectionId: 'zzz' } as const
  const trigger = { kind: 'interval', everyMs: 60_000 } as const
  await expect(resident.call('schedules.create', { title: 'T', action, trigger })).rejects.toThrow(
    'bad_input: There is no such connection',
  )
})
