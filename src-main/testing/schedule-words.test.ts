import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const cron = (expression: string, timeZone = 'UTC') => ({ kind: 'cron', expression, timeZone }) as const

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
