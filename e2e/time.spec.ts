import type { Run } from '../src-shared/domain/run.ts'
import { createHold } from '../src-main/models/practice/hold.ts'
import { says } from '../src-main/models/practice/replies.ts'
import type { ControlClient } from './harness/control-client.ts'
import { runIs } from './harness/schedule-soon.ts'
import { expect, test } from './harness/time-test.ts'
import { waitFor } from './harness/wait-for.ts'

const minute = 60_000
const hour = 60 * minute

test.skip(process.platform !== 'linux', 'sleep is simulated with signals and a system bus')

/** Every slot that has a row, oldest first. */
async function slotsOf(control: ControlClient, scheduleId: string): Promise<Run[]> {
  const { runs } = await control.call('runs.list', { scheduleId, limit: 500 })
  return runs.toSorted((a, b) => a.nominalAt - b.nominalAt)
}
const hourly = (anchor: number) => ({ kind: 'interval', everyMs: hour, anchor }) as const
const watering = { kind: 'notify', text: 'Water the plants' } as const

test('what is due while the machine sleeps runs once, late, at the wake-up, and its rows say so', async ({
  launchInTime,
  sleepUntil,
  clock,
  desktop,
}) => {
  const dormouse = await launchInTime()
  const control = await dormouse.control()
  const now = clock.now()
  const start = now - (now % minute)
  const { id } = await control.call('schedules.create', {
    title: 'Plants',
    action: watering,
    trigger: hourly(start),
  })
  await sleepUntil(dormouse, start + 2 * hour + 12 * minute)

  await runIs(control, id, 'succeeded')
  const [first, second, ...rest] = await slotsOf(control, id)
  expect(rest).toEqual([])
  expect(first).toMatchObject({
    nominalAt: start + hour,
    status: 'missed',
    reasonCode: 'newer-slot',
    reason: expect.stringContaining('the computer was asleep'),
  })
  expect(second).toMatchObject({
    nominalAt: start + 2 * hour,
    status: 'succeeded',
    reasonCode: 'asleep',
    reason: expect.stringMatching(/^due \d\d:\d\d, ran \d\d:\d\d: the computer was asleep$/),
  })
  expect((await control.call('schedules.get', { id })).nextAt).toBe(start + 3 * hour)
  await desktop.notifications.shown((shown) => shown.title === 'Plants')
  expect(desktop.notifications.all()).toHaveLength(1)

  // The next one is not late any more: nothing of the sleep is left.
  await sleepUntil(dormouse, start + 3 * hour + 10_000)
  const third = await waitFor(
    async () => (await slotsOf(control, id)).find(({ nominalAt }) => nominalAt === start + 3 * hour),
    { what: 'the third slot' },
  )
  expect(await runIs(control, id, 'succeeded')).toMatchObject({ id: third.id, reason: null })
})

test('a wake-up of two seconds consumes nothing: the run that it began goes on after the night', async ({
  launchInTime,
  sleepUntil,
  clock,
  model,
}) => {
  const hold = createHold(4)
  model.add({ reply: says('The mail is sorted.', { hold }) })
  const dormouse = await launchInTime()
  const control = await dormouse.control()
  const start = clock.now()
  const { id } = await control.call('schedules.create', {
    title: 'Mail',
    action: { kind: 'assist', instruction: 'Sort the mail', context: 'fresh' },
    trigger: hourly(start),
    policies: { bounds: { maxRuns: 1 } },
  })
  await sleepUntil(dormouse, start + hour + 5 * minute)
  await hold.reached
  const begun = await runIs(control, id, 'running')
  await sleepUntil(dormouse, start + 9 * hour, () => hold.release())

  const ended = await runIs(control, id, 'succeeded')
  expect(ended).toMatchObject({ id: begun.id, nominalAt: start + hour, result: 'The mail is sorted.' })
  expect(await slotsOf(control, id)).toHaveLength(1)
  expect((await control.call('schedules.get', { id })).nextAt).toBeNull()
  model.assertDone()
})

test('a clock that is set forward and back fires nothing twice, loses nothing, and goes on at once', async ({
  launchInTime,
  sleepUntil,
  clock,
  desktop,
}) => {
  const dormouse = await launchInTime()
  const control = await dormouse.control()
  const start = clock.now()
  const { id } = await control.call('schedules.create', {
    title: 'Plants',
    action: watering,
    trigger: hourly(start),
  })
  const nextIs = (at: number): Promise<unknown> =>
    waitFor(async () => (await control.call('schedules.get', { id })).nextAt === at, {
      what: 'the next slot',
      within: 20_000,
    })

  clock.set(start + 3 * hour + 5 * minute)
  await nextIs(start + 4 * hour)
  await runIs(control, id, 'succeeded')
  const ahead = await slotsOf(control, id)
  expect(ahead.map((run) => run.status)).toEqual(['missed', 'missed', 'succeeded'])

  clock.set(start + 20 * minute)
  await nextIs(start + hour)
  expect(await slotsOf(control, id)).toEqual(ahead)

  // The slot that had only been missed comes now, and on time; the one that had run does not come again.
  await sleepUntil(dormouse, start + hour + 1000)
  await nextIs(start + 2 * hour)
  await sleepUntil(dormouse, start + 3 * hour + 1000)
  await nextIs(start + 4 * hour)
  await waitFor(() => desktop.notifications.all().length === 2, { what: 'the second notification' })
  const slots = await slotsOf(control, id)
  expect(slots.map((run) => run.nominalAt)).toEqual([1, 2, 3].map((n) => start + n * hour))
  expect(slots[0]).toMatchObject({ status: 'succeeded', reason: null })
  expect(slots[2]).toEqual(ahead[2])
  expect(desktop.notifications.all()).toHaveLength(2)
})

test('a clock that is set back while Dormouse is not running is noticed by its next start', async ({
  launchInTime,
  clock,
}) => {
  const dormouse = await launchInTime()
  const control = await dormouse.control()
  const start = clock.now()
  clock.set(start + 48 * hour)
  const { id, nextAt } = await control.call('schedules.create', {
    title: 'Plants',
    action: watering,
    trigger: hourly(start),
  })
  expect(nextAt).toBe(start + 49 * hour)
  await dormouse.sigterm()
  clock.set(start + 20 * minute)
  const again = await dormouse.restart()
  await waitFor(
    async () => (await (await again.control()).call('schedules.get', { id })).nextAt === start + hour,
    { what: 'the next slot' },
  )
})
