import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

async function twoFires(context: 'fresh' | 'shared', continuity = false) {
  resident.model.add({ reply: says('The first result.') }, { reply: says('The second result.') })
  const { schedule, run: first } = await resident.fire('', {
    action: { kind: 'assist', instruction: 'Look', context, continuity },
    trigger: { kind: 'interval', everyMs: 1000 },
  })
  await resident.runIs(first.id, 'succeeded')
  resident.clock.advance(1000)
  resident.app.wake('clock')
  const { runs } = await resident.call('runs.list', { scheduleId: schedule.id, limit: 1 })
  const second = runs[0]
  if (!second) throw new Error('no second run')
  await resident.runIs(second.id, 'succeeded')
  await resident.call('schedules.pause', { id: schedule.id })
  const request = resident.model.requests[1]
  return { schedule, first, second, request: request ? wholeText(request) : '' }
}

it('fresh fires have different background conversations; shared ones have one', async () => {
  const fresh = await twoFires('fresh')
  expect(fresh.first.conversationId).not.toBe(fresh.second.conversationId)
  const shared = await twoFires('shared')
  expect(shared.first.conversationId).toBe(shared.second.conversationId)
})

it("a fresh run never reads an earlier run's messages as its own", async () => {
  const { first, second, request } = await twoFires('fresh')
  expect(first.sessionId).not.toBe(second.sessionId)
  expect(request).not.toContain('The first result.')
})

it('the second of two shared fires sees the first, as history', async () => {
  const { first, second, request } = await twoFires('shared')
  expect(first.sessionId).toBe(second.sessionId)
  expect(request).toContain('The first result.')
  expect(request).toContain('Earlier occurrences in this conversation are history.')
})

it('with continuity a fresh run is given the previous result as labelled data only', async () => {
  const { request } = await twoFires('fresh', true)
  expect(request).toMatch(/<previous-result at="[^"]+">\nThe first result\.\n<\/previous-result>/)
})

it('creating a schedule creates no message in the visible chat but its card', async () => {
  const chat = await resident.call('conversations.create', {})
  resident.model.add(
    { reply: calls(['schedule_task', { title: 'Stretch', when: 'in 2 minutes', remind: 'Stretch' }]) },
    { reply: says('Scheduled.') },
  )
  const { turnId } = await resident.call('conversations.send', {
    conversationId: chat.id,
    text: 'in 2 minutes remind me to stretch',
  })
  await resident.turnIs(turnId, 'succeeded')
  const { messages } = await resident.call('conversations.messages', { conversationId: chat.id })
  expect(messages.map((m) => m.role)).toEqual(['user', 'assistant', 'notice', 'assistant'])
  expect(messages[2]?.content[0]).toMatchObject({ type: 'notice', kind: 'schedule', title: 'Stretch' })

  resident.clock.advance(120_000)
  resident.app.wake('clock')
  const after = await resident.call('conversations.messages', { conversationId: chat.id })
  expect(after.messages.at(-1)?.content[0]).toMatchObject({
    type: 'notice',
    kind: 'reminder',
    text: 'Stretch',
  })
  expect(resident.desktop.shown.at(-1)).toMatchObject({ title: 'Stretch', body: 'Stretch' })
})

it("a notice is not in the chat model's context until it is replied to or directly followed", async () => {
  const chat = await resident.call('conversations.create', {})
  resident.model.add({ reply: calls(['ask_user', { question: 'Which colour?' }]) })
  const first = await resident.call('conversations.send', { conversationId: chat.id, text: 'hi' })
  await resident.turnIs(first.turnId, 'waiting')
  resident.model.add({ reply: says('The build is broken.') })
  const { run } = await resident.fire('Check the build', { deliverTo: chat.id })
  await resident.runIs(run.id, 'succeeded')

  // The notice is there by now, and the turn that goes on neither follows it nor replies to it.
  resident.model.add({ reply: says('Hello.') })
  const [question] = await resident.call('questions.list', { status: 'open' })
  await resident.call('questions.answer', { id: question?.id ?? '', answer: { kind: 'text', text: 'red' } })
  await resident.turnIs(first.turnId, 'succeeded')
  expect(wholeText(resident.model.requests.at(-1) ?? never())).not.toContain('The build is broken.')

  resident.model.add({ reply: says('The build is slow.') })
  const again = await resident.fire('Check the build again', { deliverTo: chat.id })
  await resident.runIs(again.run.id, 'succeeded')
  resident.model.add({ reply: says('Slow build.') })
  const follow = await resident.call('conversations.send', {
    conversationId: chat.id,
    text: 'make it shorter',
  })
  await resident.turnIs(follow.turnId, 'succeeded')
  const request = resident.model.requests.at(-1) ?? never()
  expect(request.messages).toHaveLength(5)
  expect(wholeText(request)).toMatch(/<notice kind="result"[^>]*>\nThe build is slow\./)
  expect(wholeText(request)).not.toContain('The build is broken.')

  const { messages } = await resident.call('conversations.messages', { conversationId: chat.id })
  const notice = messages.find(({ role }) => role === 'notice')
  resident.model.add({ reply: says('It broke at nine.') })
  const reply = { conversationId: chat.id, text: 'since when?', replyTo: notice?.id }
  await resident.turnIs((await resident.call('conversations.send', reply)).turnId, 'succeeded')
  expect(wholeText(resident.model.requests.at(-1) ?? never())).toContain('The build is broken.')
})

it("a reply to a finished run's notice goes on in that run's session", async () => {
  resident.model.add({ reply: says('Three files.') }, { reply: says('Two of them are notes.') })
  const { schedule, run } = await resident.fire('Count the files')
  const ended = await resident.runIs(run.id, 'succeeded')
  const { messages } = await resident.call('conversations.messages', { conversationId: schedule.deliverTo })
  const { turnId } = await resident.call('conversations.send', {
    conversationId: schedule.deliverTo,
    text: 'how many are notes?',
    replyTo: messages[0]?.id,
  })
  await resident.turnIs(turnId, 'succeeded')
  const request = resident.model.requests[1]
  expect(request ? wholeText(request) : '').toContain('Three files.')
  const { runs } = await resident.call('runs.list', { limit: 1 })
  expect(runs[0]).toMatchObject({
    origin: 'chat',
    sessionId: ended.sessionId,
    status: 'succeeded',
    delivery: 'delivered',
  })
  expect((await resident.call('runs.get', { id: run.id })).status).toBe('succeeded')
})

it('a run whose visible conversation was removed reports in a new one', async () => {
  resident.model.add({ reply: calls(['ask_user', { question: 'Where?' }]) }, { reply: says('Here.') })
  const { schedule, run } = await resident.fire('Report')
  await resident.runIs(run.id, 'waiting')
  await resident.call('conversations.remove', { id: schedule.deliverTo })
  const [question] = await resident.call('questions.list', { status: 'open' })
  await resident.call('questions.answer', {
    id: question?.id ?? '',
    answer: { kind: 'text', text: 'anywhere' },
  })
  await resident.runIs(run.id, 'succeeded')
  const moved = await resident.call('schedules.get', { id: schedule.id })
  expect(moved.deliverTo).not.toBe(schedule.deliverTo)
  const { messages } = await resident.call('conversations.messages', { conversationId: moved.deliverTo })
  expect(messages[0]?.content[0]).toMatchObject({ kind: 'result', text: 'Here.' })
})

it('the same reply to a notice sent twice is one reply', async () => {
  resident.model.add({ reply: says('Three files.') }, { reply: says('Two.') })
  const { schedule, run } = await resident.fire('Count the files')
  await resident.runIs(run.id, 'succeeded')
  const { messages } = await resident.call('conversations.messages', { conversationId: schedule.deliverTo })
  const reply = {
    conversationId: schedule.deliverTo,
    text: 'how many?',
    replyTo: messages[0]?.id,
    clientId: 'one',
  }
  const first = await resident.call('conversations.send', reply)
  expect(await resident.call('conversations.send', reply)).toEqual(first)
  await resident.turnIs(first.turnId, 'succeeded')
  expect((await resident.call('runs.list', {})).runs).toHaveLength(2)
})

it('a diary goes on in the folder that its schedule was given last', async () => {
  const { schedule } = await twoFires('shared')
  const folder = join(resident.dataDir, 'workspace', 'diary')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'only-here.txt'), '')
  const action = { ...schedule.action, workingDirectory: folder } as typeof schedule.action
  await resident.call('schedules.update', { id: schedule.id, action })
  resident.model.add({ reply: calls(['list_directory', {}]) }, { reply: says('I looked.') })
  const run = await resident.call('schedules.runNow', { id: schedule.id })
  await resident.runIs(run.id, 'succeeded')
  const request = resident.model.requests.at(-1)
  expect(request ? wholeText(request) : '').toContain('only-here.txt')
})

function never(): never {
  throw new Error('there was no request')
}
