import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Run } from '../../src-shared/domain/run.ts'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

const hour = 3_600_000

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

it('a run that is queued behind a waiting one holds back no other schedule in the same conversation', async () => {
  const chat = await resident.call('conversations.create', {})
  const here = (instruction: string, overlap: 'queue-all' | 'skip') =>
    resident.call('schedules.create', {
      title: instruction,
      action: { kind: 'assist', instruction, context: 'here' },
      trigger: { kind: 'once', at: resident.clock.now() + hour },
      policies: { overlap },
      deliverTo: chat.id,
    })
  const asking = await here('ask first', 'queue-all')
  const other = await here('something else', 'skip')
  resident.model.add(
    { when: 'ask first', reply: calls(['ask_user', { question: 'Ready?' }]) },
    { when: 'something else', reply: says('Done meanwhile.') },
  )
  const first = await resident.call('schedules.runNow', { id: asking.id })
  await resident.runIs(first.id, 'waiting')
  const second = await resident.call('schedules.runNow', { id: asking.id })
  const free = await resident.call('schedules.runNow', { id: other.id })
  expect((await resident.runIs(free.id, 'succeeded')).result).toBe('Done meanwhile.')
  expect((await resident.call('runs.get', { id: second.id })).status).toBe('queued')
})

it('a queued run that a newer one replaces is superseded, and its end is told once', async () => {
  const holds = [0, 1, 2].map(() => createHold(2))
  holds.forEach((hold, i) => resident.model.add({ when: `busy ${i}!`, reply: says('.', { hold }) }))
  for (let i = 0; i < 3; i++) await resident.fire(`busy ${i}!`)
  await Promise.all(holds.map((hold) => hold.reached))
  const { id } = await resident.call('schedules.create', {
    title: 'R',
    action: { kind: 'assist', instruction: 'replace', context: 'fresh' },
    trigger: { kind: 'once', at: resident.clock.now() + hour },
    policies: { overlap: 'cancel-previous' },
  })
  const old = await resident.call('schedules.runNow', { id })
  await resident.call('schedules.runNow', { id })
  const told = resident.events.flatMap(({ event, data }) =>
    event === 'run.changed' && data.id === old.id ? [data.status] : [],
  )
  expect(told).toEqual(['queued', 'superseded'])
  const { events, reason } = await resident.call('runs.get', { id: old.id })
  expect(reason).toBe('A newer run took its place')
  expect(events.map((event) => [event.kind, event.text])).toEqual([
    ['created', 'You asked to run it now'],
    ['superseded', 'A newer run took its place'],
  ])
})

it('late runs of one catch-up are told to the model as different occurrences', async () => {
  const { id } = await resident.call('schedules.create', {
    title: 'H',
    action: { kind: 'assist', instruction: 'Look', context: 'fresh' },
    trigger: { kind: 'cron', expression: '0 * * * *', timeZone: 'UTC' },
    policies: { overlap: 'allow', missed: { kind: 'run-all', maxLatenessMs: 24 * hour } },
  })
  resident.model.add({ reply: says('One.') }, { reply: says('Two.') })
  resident.clock.jump(resident.clock.now() + 2 * hour + 60_001)
  resident.app.wake('resume')
  const { runs } = await resident.call('runs.list', { scheduleId: id })
  for (const run of runs.toReversed()) {
    await resident.runIs(run.id, 'succeeded')
    resident.clock.advance(2000)
  }
  const said = resident.model.requests.map(wholeText).map((text) => /occurrence \d/.exec(text)?.[0])
  expect(new Set(said)).toEqual(new Set(['occurrence 1', 'occurrence 2']))
})

it('a slot that was missed with nothing in its place is told in the inbox, and one that ran late is not', async () => {
  const remind = (title: string, maxLatenessMs: number) =>
    resident.call('schedules.create', {
      title,
      action: { kind: 'notify', text: 'Hi' },
      trigger: { kind: 'cron', expression: '0 * * * *', timeZone: 'UTC' },
      policies: { missed: { kind: 'run-once', maxLatenessMs } },
    })
  const lost = await remind('Lost', 1000)
  await remind('Late', 24 * hour)
  resident.clock.jump(resident.clock.now() + 3 * hour + 10 * 60_000)
  resident.app.wake('resume')
  const items = await resident.call('inbox.list', {})
  const newest: Run | undefined = (await resident.call('runs.list', { scheduleId: lost.id })).runs[0]
  expect(items.filter((item) => item.kind === 'missed')).toMatchObject([
    { title: 'Lost', runId: newest?.id, body: expect.stringMatching(/too late.*Missed before it: 2/) },
  ])
})
