import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, type ResidentOptions, startResident, testStart } from './start-resident.ts'

const hour = 3_600_000
/** When the application starts again: three slots of every hourly schedule are due. */
const later = testStart + 3 * hour + hour / 2

const residents: Resident[] = []
const start = async (options: ResidentOptions): Promise<Resident> => {
  const resident = await startResident([], options)
  residents.push(resident)
  return resident
}
let original: Resident
let parent: string
beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'dormouse-copy-'))
  original = await start({ machineId: 'this' })
})
afterEach(async () => {
  for (const resident of residents.splice(0).toReversed()) await resident.end()
  rmSync(parent, { recursive: true })
})

const elsewhere = (): string => join(parent, 'data')
const hourly = (title: string) =>
  original.call('schedules.create', {
    title,
    action: { kind: 'notify', text: title },
    trigger: { kind: 'interval', everyMs: hour },
  })
const runsOf = async (resident: Resident, scheduleId: string): Promise<string[]> => {
  const { runs } = await resident.call('runs.list', { scheduleId })
  return runs.map(({ status, reasonCode }) => `${status} ${reasonCode ?? ''}`.trim())
}
const stopAndCopy = async (): Promise<string> => {
  await original.app.stop()
  const dataDir = elsewhere()
  cpSync(original.dataDir, dataDir, { recursive: true })
  return dataDir
}

it('a copy of the folder does not fire the past: its rows say why, the user is told once, and the future fires', async () => {
  const schedule = await hourly('Tea')
  const copy = await start({ dataDir: await stopAndCopy(), at: later, machineId: 'this' })

  expect(await runsOf(copy, schedule.id)).toEqual(['missed copied', 'missed copied', 'missed copied'])
  const { runs } = await copy.call('runs.list', { scheduleId: schedule.id, reason: 'copied' })
  expect(runs[0]?.reason).toContain('this data folder was copied from another place')
  const items = await copy.call('inbox.list', { filter: 'all' })
  expect(items).toMatchObject([{ kind: 'system', title: 'This data was copied from another place' }])
  expect(items[0]?.body).toContain('pause or remove the schedules in one of the two')
  expect(copy.desktop.shown.map(({ title }) => title)).toEqual(['This data was copied from another place'])

  copy.clock.advance(hour)
  copy.app.wake('clock')
  expect((await runsOf(copy, schedule.id))[0]).toBe('succeeded')
  await copy.restart()
  expect(await copy.call('inbox.list', { filter: 'all' })).toHaveLength(2)
})

it('work that was under way in the background is ended in the copy, and what waits for the user stays', async () => {
  const hold = createHold(1)
  original.model.add(
    { when: 'Ask me', reply: calls(['ask_user', { question: 'Ready?' }]) },
    { when: 'Work', reply: says('Half of it.', { hold }) },
  )
  const asking = await original.fire('Ask me', { policies: { overlap: 'queue-all' } })
  await original.runIs(asking.run.id, 'waiting')
  const queued = await original.call('schedules.runNow', { id: asking.schedule.id })
  const working = await original.fire('Work')
  await hold.reached
  const copy = await start({ dataDir: await stopAndCopy(), at: later, machineId: 'this' })

  for (const id of [queued.id, working.run.id]) {
    const run = await copy.call('runs.get', { id })
    expect(run).toMatchObject({
      status: 'cancelled',
      reasonCode: 'copied',
      reason: 'This data folder was copied from another place; the original does this work',
    })
    expect(run.events.at(-1)).toMatchObject({ kind: 'cancelled', text: run.reason })
  }
  expect(copy.model.requests).toEqual([])
  const [question] = await copy.call('questions.list', { status: 'open' })
  copy.model.add({ reply: says('Then I begin.') })
  await copy.call('questions.answer', { id: question?.id ?? '', answer: { kind: 'text', text: 'Yes' } })
  expect((await copy.runIs(asking.run.id, 'succeeded')).result).toBe('Then I begin.')
})

it('the original goes on as if nothing had happened', async () => {
  const schedule = await hourly('Tea')
  await stopAndCopy()
  const again = await start({ dataDir: original.dataDir, at: later, machineId: 'this' })
  expect((await runsOf(again, schedule.id))[0]).toBe('succeeded not-running')
  expect(again.desktop.shown.map(({ title }) => title)).toEqual(['Tea'])
})

it('a folder that was renamed is no copy: what was missed fires late as usual', async () => {
  const schedule = await hourly('Tea')
  await original.app.stop()
  const dataDir = elsewhere()
  renameSync(original.dataDir, dataDir)
  const renamed = await start({ dataDir, at: later, machineId: 'this' })
  expect((await runsOf(renamed, schedule.id))[0]).toBe('succeeded not-running')
  expect(renamed.desktop.shown.map(({ title }) => title)).toEqual(['Tea'])
})

it('the same folder on another machine is a copy', async () => {
  const schedule = await hourly('Tea')
  await original.app.stop()
  const there = await start({ dataDir: original.dataDir, at: later, machineId: 'another' })
  expect(await runsOf(there, schedule.id)).toEqual(['missed copied', 'missed copied', 'missed copied'])
})

it('a machine that does not say its name once is known again by the next start', async () => {
  const schedule = await hourly('Tea')
  await original.app.stop()
  const nameless = await start({ dataDir: original.dataDir, at: later, machineId: null })
  expect((await runsOf(nameless, schedule.id))[0]).toBe('succeeded not-running')
  await nameless.app.stop()
  const there = await start({ dataDir: original.dataDir, at: later + hour, machineId: 'another' })
  expect((await runsOf(there, schedule.id))[0]).toBe('missed copied')
})
