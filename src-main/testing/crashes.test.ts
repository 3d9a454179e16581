import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

it('a turn that was running when the process ended goes on from its last committed step, and no tool runs twice', async () => {
  const hold = createHold(5)
  resident.model.add({ reply: calls(['list_directory', {}]) }, { reply: says('Half an answer', { hold }) })
  const { run, schedule } = await resident.fire('List')
  await hold.reached
  resident.model.add({ reply: says('The whole answer.') })
  await resident.restart()
  const ended = await resident.runIs(run.id, 'succeeded')
  expect(ended).toMatchObject({ result: 'The whole answer.', turnId: run.turnId })
  const { events } = await resident.call('runs.get', { id: run.id })
  expect(events.map((event) => event.kind)).toEqual([
    'created',
    'started',
    'message',
    'tool-started',
    'tool-finished',
    'recovered',
    'message',
    'succeeded',
  ])
  const { messages } = await resident.call('conversations.messages', {
    conversationId: run.conversationId ?? '',
  })
  expect(messages.map((m) => m.role)).toEqual(['user', 'assistant', 'assistant'])
  expect(
    (await resident.call('conversations.messages', { conversationId: schedule.deliverTo })).messages,
  ).toHaveLength(1)
  const [, before, after] = resident.model.requests
  expect(after?.messages).toEqual(before?.messages)
})

it('a queued turn that was never started is picked up by the next start', async () => {
  const holds = [0, 1, 2].map(() => createHold(2))
  holds.forEach((hold, i) => resident.model.add({ when: `busy ${i}!`, reply: says('.', { hold }) }))
  for (let i = 0; i < 3; i++) await resident.fire(`busy ${i}!`)
  await Promise.all(holds.map((hold) => hold.reached))
  const { run } = await resident.fire('the queued one')
  await resident.call('runs.get', { id: run.id })
  resident.model.add({ when: 'the queued one', reply: says('Picked up.') })
  for (let i = 0; i < 3; i++) resident.model.add({ when: `busy ${i}!`, reply: says('Went on.') })
  await resident.restart()
  expect((await resident.runIs(run.id, 'succeeded')).result).toBe('Picked up.')
})

it('a notification that was told is not told again after a restart', async () => {
  resident.model.add({ reply: says('Done.') })
  const { run } = await resident.fire('Work')
  await resident.runIs(run.id, 'succeeded')
  expect(resident.desktop.shown).toHaveLength(1)
  await resident.restart()
  await resident.restart()
  expect(resident.desktop.shown).toHaveLength(1)
})

it('a conversation that is removed takes its turns and questions with it, and its runs stay', async () => {
  resident.model.add({ reply: calls(['ask_user', { question: 'Ready?' }]) })
  const chat = await resident.call('conversations.create', {})
  const { turnId } = await resident.call('conversations.send', { conversationId: chat.id, text: 'ask me' })
  await resident.turnIs(turnId, 'waiting')
  await resident.call('conversations.remove', { id: chat.id })
  expect(await resident.call('questions.list', { status: 'open' })).toEqual([])
  expect(await resident.call('inbox.list', { filter: 'needs-you' })).toEqual([])
  expect(await resident.call('app.status', {})).toMatchObject({ running: 0, waiting: 0 })
})

it('a run that fires into a conversation while that is removed is not under way for ever', async () => {
  const hold = createHold(2)
  const chat = await resident.call('conversations.create', {})
  resident.model.add({ when: 'busy', reply: says('.', { hold }) })
  await resident.call('conversations.send', { conversationId: chat.id, text: 'busy' })
  await hold.reached
  const { id } = await resident.call('schedules.create', {
    title: 'Here',
    action: { kind: 'assist', instruction: 'work here', context: 'here' },
    trigger: { kind: 'once', at: resident.clock.now() + 86_400_000 },
    deliverTo: chat.id,
  })
  resident.model.add({ when: 'work here', reply: says('Worked.') })
  const [, run] = await Promise.all([
    resident.call('conversations.remove', { id: chat.id }),
    resident.call('schedules.runNow', { id }),
  ])
  hold.release()
  expect((await resident.runIs(run.id, 'succeeded')).result).toBe('Worked.')
})

it('a deadline and a snooze that pass while the computer sleeps are kept at the wake-up', async () => {
  resident.model.add(
    { when: 'strict', reply: calls(['ask_user', { question: 'Now?' }]) },
    { when: 'later', reply: calls(['ask_user', { question: 'Later?' }]) },
  )
  const strict = await resident.fire('strict', {
    policies: { questionDeadline: { afterMs: 60_000, then: 'fail' } },
  })
  await resident.runIs(strict.run.id, 'waiting')
  const later = await resident.fire('later')
  await resident.runIs(later.run.id, 'waiting')
  const items = await resident.call('inbox.list', { filter: 'needs-you' })
  const item = items.find((each) => each.runId === later.run.id)
  await resident.call('inbox.snooze', { id: item?.id ?? '', until: resident.clock.now() + 60_000 })
  const shown = resident.desktop.shown.length
  resident.clock.jump(resident.clock.now() + 3_600_000)
  resident.app.wake('resume')
  expect((await resident.call('runs.get', { id: strict.run.id })).status).toBe('failed')
  expect(resident.desktop.shown.slice(shown).map((each) => each.body.split('\n')[0])).toContain('Later?')
})
