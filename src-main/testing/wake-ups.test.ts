import { afterEach, beforeEach, expect, it } from 'vitest'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const later = (what = 'Look whether the build is done'): [string, unknown] => [
  'wake_up_later',
  { when: 'in 20 minutes', what },
]
const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}

async function wake() {
  resident.clock.advance(20 * 60_000)
  resident.app.wake('clock')
  const { runs } = await resident.call('runs.list', { limit: 1 })
  const [run] = runs
  if (!run) throw new Error('nothing woke up')
  return run
}

it('a run that looks again goes on in its own conversation, with what it knew and the same limits', async () => {
  resident.model.add({ reply: calls(later()) }, { reply: says('Not yet.') })
  const { run, schedule } = await resident.fire('Watch the build 4711.', {
    policies: { permission: 'read-only', tools: { trustedSources: ['mail'] } },
  })
  const first = await resident.runIs(run.id, 'succeeded')
  const made = (await resident.call('schedules.list', {})).find(({ id }) => id !== schedule.id)
  expect(made).toMatchObject({
    title: 'Look whether the build is done',
    confirmed: false,
    trigger: { kind: 'once', at: resident.clock.now() + 20 * 60_000 },
    action: { context: 'here', conversationId: first.conversationId },
    policies: { permission: 'read-only', tools: { trustedSources: ['mail'] } },
    deliverTo: first.deliverTo,
  })
  resident.model.add({ reply: says('It is done.') })
  const again = await wake()
  const second = await resident.runIs(again.id, 'succeeded')
  expect(second).toMatchObject({ conversationId: first.conversationId, sessionId: first.sessionId })
  expect(second.deliverTo).toBe(first.deliverTo)
  expect(lastRequest()).toContain('Watch the build 4711.')
  expect(lastRequest()).toContain('Look whether the build is done')
})

it('a chat that looks again comes back in the chat', async () => {
  const { id: conversationId } = await resident.call('conversations.create', {})
  resident.model.add({ reply: calls(later()) }, { reply: says('I will look again.') })
  const { turnId } = await resident.call('conversations.send', { conversationId, text: 'Is it done?' })
  await resident.turnIs(turnId, 'succeeded')
  resident.model.add({ reply: says('It is done.') })
  const run = await wake()
  expect(await resident.runIs(run.id, 'succeeded')).toMatchObject({
    conversationId,
    deliverTo: conversationId,
  })
})

it('can be cancelled like any other schedule', async () => {
  resident.model.add({ reply: calls(later()) }, { reply: says('Not yet.') })
  const { run, schedule } = await resident.fire('Watch it.')
  await resident.runIs(run.id, 'succeeded')
  const made = (await resident.call('schedules.list', {})).find(({ id }) => id !== schedule.id)
  await resident.call('schedules.remove', { id: made?.id ?? '' })
  expect((await wake()).id).toBe(run.id)
})

it('a turn may come back three times, and is told so the fourth time', async () => {
  resident.model.add({ reply: calls(...['a', 'b', 'c', 'd'].map(later)) }, { reply: says('Enough.') })
  const { run } = await resident.fire('Watch it.')
  await resident.runIs(run.id, 'succeeded')
  expect(await resident.call('schedules.list', {})).toHaveLength(4)
  expect(lastRequest()).toContain('A turn may come back at most 3 times.')
})

it('what repeats is no wake-up', async () => {
  resident.model.add(
    { reply: calls(['wake_up_later', { when: 'every day at 9', what: 'Look' }]) },
    { reply: says('I see.') },
  )
  const { run } = await resident.fire('Watch it.')
  await resident.runIs(run.id, 'succeeded')
  expect(lastRequest()).toContain('This is for one time only')
  expect(await resident.call('schedules.list', {})).toHaveLength(1)
})
