import type { Run } from '../src-shared/domain/run.ts'
import type { Schedule } from '../src-shared/domain/schedule.ts'
import { createHold } from '../src-main/models/practice/hold.ts'
import { says } from '../src-main/models/practice/replies.ts'
import type { ControlClient } from './harness/control-client.ts'
import type { Dormouse } from './harness/launch-dormouse.ts'
import { runIs } from './harness/schedule-soon.ts'
import { expect, test } from './harness/time-test.ts'

const hour = 3_600_000

type SleepUntil = (dormouse: Dormouse, at: number) => Promise<void>

/** An hourly schedule whose first slot is now: the machine slept until it. */
async function hourlyNow(dormouse: Dormouse, sleepUntil: SleepUntil): Promise<Schedule> {
  const schedule = await (
    await dormouse.control()
  ).call('schedules.create', {
    title: 'Mail',
    action: { kind: 'assist', instruction: 'Sort the mail', context: 'fresh' },
    trigger: { kind: 'interval', everyMs: hour },
  })
  await sleepUntil(dormouse, (schedule.nextAt ?? NaN) + 1)
  return schedule
}
async function runsOf(control: ControlClient, scheduleId: string): Promise<Run[]> {
  return (await control.call('runs.list', { scheduleId })).runs
}
const get = (control: ControlClient, id: string): Promise<Schedule> => control.call('schedules.get', { id })

test('editing the time during a run moves the next fire and nothing of the run; its end changes nothing', async ({
  launchInTime,
  sleepUntil,
  clock,
  model,
}) => {
  const hold = createHold(4)
  model.add({ reply: says('Sorted.', { hold }) })
  const dormouse = await launchInTime()
  const control = await dormouse.control()
  const { id, nextAt } = await hourlyNow(dormouse, sleepUntil)
  await hold.reached
  const [running] = await runsOf(control, id)
  const tomorrow = clock.now() + 24 * hour
  const edited = await control.call('schedules.update', { id, trigger: { kind: 'once', at: tomorrow } })
  expect(edited).toMatchObject({ nextAt: tomorrow, enabled: true, runsCount: 1 })
  expect(await runsOf(control, id)).toEqual([running])
  hold.release()

  const ended = await runIs(control, id, 'succeeded')
  expect(ended).toMatchObject({
    id: running?.id,
    nominalAt: nextAt,
    result: 'Sorted.',
    delivery: 'delivered',
  })
  expect(await get(control, id)).toEqual(edited)
  expect(await runsOf(control, id)).toHaveLength(1)
})

test('a schedule that is removed during a run stays removed, and the run reports to the end', async ({
  launchInTime,
  sleepUntil,
  model,
}) => {
  const hold = createHold(4)
  model.add({ reply: says('Sorted.', { hold }) })
  const dormouse = await launchInTime()
  const control = await dormouse.control()
  const { id, deliverTo } = await hourlyNow(dormouse, sleepUntil)
  await hold.reached
  await control.call('schedules.remove', { id })
  expect(await control.call('schedules.list', {})).toEqual([])
  hold.release()
  const ended = await runIs(control, id, 'succeeded')
  expect(ended).toMatchObject({ result: 'Sorted.', delivery: 'delivered' })
  const { messages } = await control.call('conversations.messages', { conversationId: deliverTo })
  expect(messages.map((message) => message.content[0])).toMatchObject([{ kind: 'result', text: 'Sorted.' }])

  await dormouse.kill9()
  const again = await dormouse.restart()
  expect(again.ready).toMatchObject({ schedules: 0, next: 'never' })
  expect(await runsOf(await again.control(), id)).toMatchObject([{ id: ended.id, status: 'succeeded' }])
})

test('a schedule that is paused during a run stays paused at the run’s end, and goes on when it is resumed', async ({
  launchInTime,
  sleepUntil,
  model,
}) => {
  const hold = createHold(4)
  model.add({ reply: says('Sorted.', { hold }) })
  const dormouse = await launchInTime()
  const control = await dormouse.control()
  const { id, nextAt } = await hourlyNow(dormouse, sleepUntil)
  await hold.reached
  await control.call('schedules.pause', { id, reason: 'Holiday' })
  hold.release()
  expect(await runIs(control, id, 'succeeded')).toMatchObject({ nominalAt: nextAt, delivery: 'delivered' })
  expect(await get(control, id)).toMatchObject({ enabled: false, pausedReason: 'Holiday', nextAt: null })
  const resumed = await control.call('schedules.resume', { id })
  expect(resumed).toMatchObject({ enabled: true, pausedReason: null, nextAt: (nextAt ?? 0) + hour })
  expect(await runsOf(control, id)).toHaveLength(1)
})

test('a run that is cancelled while it ends has one end: either it was in time, or it says that it was too late', async ({
  launchInTime,
  sleepUntil,
  model,
}) => {
  const dormouse = await launchInTime()
  const control = await dormouse.control()
  model.add({ reply: says('The first one.') })
  const { id } = await hourlyNow(dormouse, sleepUntil)
  await runIs(control, id, 'succeeded')
  const orders = ['cancel first', 'end first', 'at once', 'cancel twice'] as const
  for (const order of orders) {
    const hold = createHold(4)
    model.add({ reply: says('Sorted.', { hold }) })
    const run = await control.call('schedules.runNow', { id })
    await hold.reached
    if (order === 'end first') hold.release()
    const cancels = [control.raw('runs.cancel', { id: run.id })]
    if (order === 'cancel twice') cancels.push(control.raw('runs.cancel', { id: run.id }))
    if (order !== 'cancel first') hold.release()
    const results = await Promise.all(cancels)
    hold.release()

    const { events, ...ended } = await control.call('runs.get', { id: run.id })
    const refused = results.filter((result) => !result.ok)
    for (const result of refused) expect(result, order).toMatchObject({ error: { code: 'conflict' } })
    const wasInTime = refused.length < results.length
    expect(ended.status, order).toBe(wasInTime ? 'cancelled' : 'succeeded')
    expect(ended.delivery, order).toBe(wasInTime ? 'none' : 'delivered')
    const ends = events.filter(({ kind }) => ['succeeded', 'failed', 'cancelled'].includes(kind))
    expect(
      ends.map(({ kind }) => kind),
      order,
    ).toEqual([ended.status])
  }
  // The recurring schedule took no harm.
  expect(await get(control, id)).toMatchObject({ enabled: true, nextAt: expect.any(Number) })
  expect(await runsOf(control, id)).toHaveLength(1 + orders.length)
  model.assertDone()
})
