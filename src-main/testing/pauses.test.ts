import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Question } from '../../src-shared/domain/question.ts'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import type { MessagesRequest } from '../models/practice/messages-request.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const ask = (question: string, options?: readonly string[]) =>
  calls(['ask_user', { question, ...(options ? { options } : {}) }])

/** What the newest tool result of a request says. */
function answerIn(request: MessagesRequest): string {
  const result = request.messages.at(-1)?.content.find((block) => block.type === 'tool_result')
  return result?.type === 'tool_result' ? result.text : ''
}

async function openQuestion(runId: string): Promise<Question> {
  await resident.runIs(runId, 'waiting')
  const [question] = (await resident.call('questions.list', { status: 'open' })).filter(
    (q) => q.runId === runId,
  )
  if (!question) throw new Error('no open question')
  return question
}

it('one waiting run, its question answered in the chat with the chip: that run goes on, in its own background conversation', async () => {
  resident.model.add({ reply: ask('Which colour?') }, { when: 'amber', reply: says('It is amber now.') })
  const { schedule, run } = await resident.fire('Paint it')
  const question = await openQuestion(run.id)
  expect(question).toMatchObject({ prompt: 'Which colour?', deliverTo: schedule.deliverTo })
  expect(question.conversationId).not.toBe(schedule.deliverTo)

  const { turnId } = await resident.call('conversations.send', {
    conversationId: schedule.deliverTo,
    text: 'amber',
    answers: question.id,
  })
  expect(turnId).toBe(question.turnId)
  const ended = await resident.runIs(run.id, 'succeeded')
  expect(ended).toMatchObject({
    result: 'It is amber now.',
    turnId: question.turnId,
    conversationId: question.conversationId,
  })
  const { messages } = await resident.call('conversations.messages', { conversationId: schedule.deliverTo })
  expect(messages.map((m) => m.role)).toEqual(['notice', 'user', 'notice'])
  expect(messages[1]).toMatchObject({ answers: question.id })
})

it('two waiting and an unaddressed "yes": an ordinary message; the composer shows that two questions are open', async () => {
  resident.model.add({ reply: ask('One?'), when: 'first job' }, { reply: ask('Two?'), when: 'second job' })
  const chat = await resident.call('conversations.create', {})
  const first = await resident.fire('first job', { deliverTo: chat.id })
  const second = await resident.fire('second job', { deliverTo: chat.id })
  await openQuestion(first.run.id)
  await openQuestion(second.run.id)
  resident.model.add({ reply: says('Yes to what?') })
  const { turnId } = await resident.call('conversations.send', { conversationId: chat.id, text: 'yes' })
  await resident.turnIs(turnId, 'succeeded')
  expect((await resident.call('questions.list', { status: 'open' })).map((q) => q.prompt).toSorted()).toEqual(
    ['One?', 'Two?'],
  )
  expect((await resident.call('conversations.get', { id: chat.id })).questions).toHaveLength(2)
})

it('the reply goes to the run that asked, not to the newest', async () => {
  resident.model.add(
    { when: 'older job', reply: ask('Older?') },
    { when: 'newer job', reply: ask('Newer?') },
    { when: 'for the older', reply: (request) => says(`older heard ${answerIn(request)}`) },
  )
  const older = await resident.fire('older job')
  const newer = await resident.fire('newer job')
  const question = await openQuestion(older.run.id)
  await openQuestion(newer.run.id)
  await resident.call('questions.answer', {
    id: question.id,
    answer: { kind: 'text', text: 'for the older' },
  })
  expect((await resident.runIs(older.run.id, 'succeeded')).result).toContain('older heard')
  expect((await resident.call('runs.get', { id: newer.run.id })).status).toBe('waiting')
})

it('"2" in a picked choice is its second option', async () => {
  resident.model.add(
    { reply: ask('Which?', ['red', 'green']) },
    { reply: (request) => says(`chose ${answerIn(request)}`) },
  )
  const { schedule, run } = await resident.fire('Choose')
  const question = await openQuestion(run.id)
  expect(question).toMatchObject({ kind: 'choice', options: ['red', 'green'] })
  await resident.call('conversations.send', {
    conversationId: schedule.deliverTo,
    text: '2',
    answers: question.id,
  })
  expect((await resident.runIs(run.id, 'succeeded')).result).toContain('chose green')
})

it('answering one of two questions of a turn does not resume it; answering both does, once', async () => {
  resident.model.add(
    { reply: calls(['ask_user', { question: 'Name?' }], ['ask_user', { question: 'Size?' }]) },
    { reply: says('Done.') },
  )
  const { run } = await resident.fire('Order it')
  await resident.runIs(run.id, 'waiting')
  const [name, size] = await resident.call('questions.list', { status: 'open' })
  if (!name || !size) throw new Error('two questions were expected')
  await resident.call('questions.answer', { id: size.id, answer: { kind: 'text', text: 'large' } })
  expect((await resident.call('runs.get', { id: run.id })).status).toBe('waiting')
  expect(resident.model.requests).toHaveLength(1)
  await resident.call('questions.answer', { id: name.id, answer: { kind: 'text', text: 'Ada' } })
  await resident.runIs(run.id, 'succeeded')
  const results = resident.model.requests[1]?.messages.at(-1)?.content
  expect(results).toMatchObject([{ text: 'Ada' }, { text: 'large' }])
  resident.model.assertDone()
})

it("a finished run's question cannot be answered, and the refusal says what became of it", async () => {
  resident.model.add({ reply: ask('Go?') }, { reply: says('Gone.') })
  const { run } = await resident.fire('Go')
  const question = await openQuestion(run.id)
  const answer = { id: question.id, answer: { kind: 'text', text: 'yes' } } as const
  await resident.call('questions.answer', { ...answer, via: 'inbox' })
  await resident.runIs(run.id, 'succeeded')
  await expect(resident.call('questions.answer', answer)).rejects.toThrow(
    'conflict: This question was already answered from the inbox at 09:00: yes',
  )
})

it('of many answers at once exactly one wins', async () => {
  resident.model.add({ reply: ask('Who?') }, { reply: (request) => says(`It was ${answerIn(request)}`) })
  const { run } = await resident.fire('Race')
  const question = await openQuestion(run.id)
  const attempts = Array.from({ length: 50 }, (_, i) =>
    resident.app.router.call(
      'questions.answer',
      { id: question.id, answer: { kind: 'text', text: `n${i}` } },
      { via: 'socket' },
    ),
  )
  const results = await Promise.all(attempts)
  expect(results.filter((result) => result.ok)).toHaveLength(1)
  expect(results.filter((result) => !result.ok && result.error.code === 'conflict')).toHaveLength(49)
  expect((await resident.runIs(run.id, 'succeeded')).result).toBe('It was n0')
})

it("a cancelled run's question is withdrawn everywhere", async () => {
  resident.model.add({ reply: ask('Really?') })
  const { run } = await resident.fire('Ask me')
  const question = await openQuestion(run.id)
  expect(resident.desktop.shown).toMatchObject([
    { title: 'Test needs you', body: expect.stringMatching(/^Really\?\nTest, run of 09:00/) },
  ])
  await resident.call('runs.cancel', { id: run.id })
  expect((await resident.call('runs.get', { id: run.id })).status).toBe('cancelled')
  expect((await resident.call('questions.list', { status: 'withdrawn' })).map((q) => q.id)).toEqual([
    question.id,
  ])
  expect(await resident.call('inbox.list', { filter: 'needs-you' })).toEqual([])
  expect(resident.desktop.withdrawn).toEqual([resident.desktop.shown[0]?.key])
})

it('a question survives a restart, and its answer resumes the same turn with exactly the same request', async () => {
  resident.model.add({ reply: ask('Still there?') }, { reply: says('Yes.') })
  const { run } = await resident.fire('Wait for me')
  const question = await openQuestion(run.id)
  await resident.restart()
  resident.clock.advance(14 * 86_400_000)
  await resident.call('questions.answer', { id: question.id, answer: { kind: 'text', text: 'I am' } })
  const ended = await resident.runIs(run.id, 'succeeded')
  expect(ended.turnId).toBe(run.turnId)
  const [before, after] = resident.model.requests
  expect(after?.messages.slice(0, before?.messages.length)).toEqual(before?.messages)
  expect(after?.system).toEqual(before?.system)
})

it('while it waits no model is called, no timer but its deadline runs, no slot is held', async () => {
  for (let i = 0; i < 4; i++) resident.model.add({ when: `job ${i}`, reply: ask(`Question ${i}?`) })
  const runs = []
  for (let i = 0; i < 4; i++) runs.push((await resident.fire(`job ${i}`)).run)
  for (const run of runs) await resident.runIs(run.id, 'waiting')
  const status = await resident.call('app.status', {})
  expect(status).toMatchObject({ running: 0, waiting: 4 })
  resident.clock.advance(86_400_000)
  expect(resident.model.requests).toHaveLength(4)
})

it('the next fire of a waiting schedule does not orphan it', async () => {
  resident.model.add({ reply: ask('Ready?') }, { when: 'ready', reply: says('Finished.') })
  const { run, schedule } = await resident.fire('Check', { trigger: { kind: 'interval', everyMs: 1000 } })
  const question = await openQuestion(run.id)
  resident.clock.advance(1000)
  resident.app.wake('clock')
  const { runs } = await resident.call('runs.list', { scheduleId: schedule.id })
  expect(runs[0]).toMatchObject({ status: 'skipped', reason: 'The previous run is still waiting for you' })
  await resident.call('schedules.pause', { id: schedule.id })
  await resident.call('questions.answer', { id: question.id, answer: { kind: 'text', text: 'ready' } })
  await resident.runIs(run.id, 'succeeded')
})

it('a question is not answered before its deadline: the schedule says whether to deny, take the default or fail', async () => {
  const policies = (then: 'default' | 'fail') => ({ questionDeadline: { afterMs: 60_000, then } })
  resident.model.add(
    { when: 'kind job', reply: ask('Default?') },
    { when: 'strict job', reply: ask('Else?') },
    { when: 'Take the default', reply: says('Took the default.') },
  )
  const kind = await resident.fire('kind job', { policies: policies('default') })
  const strict = await resident.fire('strict job', { policies: policies('fail') })
  await openQuestion(kind.run.id)
  await openQuestion(strict.run.id)
  resident.clock.advance(61_000)
  expect((await resident.runIs(kind.run.id, 'succeeded')).result).toBe('Took the default.')
  expect((await resident.runIs(strict.run.id, 'failed')).reason).toContain('deadline')
  expect(await resident.call('questions.list', { status: 'expired' })).toHaveLength(2)
})

it('a reached budget asks and does not burn; going on grants the same again, stop ends the run', async () => {
  const listing = { reply: calls(['list_directory', {}]) }
  resident.model.add(listing, listing, { reply: says('Enough.') })
  const { run } = await resident.fire('Look around', { policies: { budget: { steps: 2 } } })
  const question = await openQuestion(run.id)
  expect(question).toMatchObject({ kind: 'budget', prompt: expect.stringContaining('2 model calls') })
  expect(resident.model.requests).toHaveLength(2)
  await resident.call('questions.answer', {
    id: question.id,
    answer: { kind: 'budget', decision: 'continue' },
  })
  expect((await resident.runIs(run.id, 'succeeded')).usage.steps).toBe(3)

  resident.model.add(listing)
  const again = await resident.fire('Look again', { policies: { budget: { steps: 1 } } })
  const stop = await openQuestion(again.run.id)
  await resident.call('questions.answer', { id: stop.id, answer: { kind: 'budget', decision: 'stop' } })
  await resident.runIs(again.run.id, 'cancelled')
})

it('a run whose visible conversation was removed before it asks, asks in a new one', async () => {
  const hold = createHold(0)
  resident.model.add({ reply: { ...ask('Where?'), hold } })
  const { schedule, run } = await resident.fire('Ask me')
  await hold.reached
  await resident.call('conversations.remove', { id: schedule.deliverTo })
  hold.release()
  const question = await openQuestion(run.id)
  const { messages } = await resident.call('conversations.messages', { conversationId: question.deliverTo })
  expect(messages.map((m) => m.content[0])).toMatchObject([{ kind: 'question', text: 'Where?' }])
  expect((await resident.call('runs.get', { id: run.id })).deliverTo).toBe(question.deliverTo)
})

it('the number of what waits for the user is the number of items in the inbox that need the user', async () => {
  resident.model.add(
    { when: 'job 1', reply: ask('One?') },
    { when: 'job 2', reply: ask('Two?') },
    { when: 'job 3', reply: ask('Three?') },
  )
  for (const job of ['job 1', 'job 2', 'job 3']) await openQuestion((await resident.fire(job)).run.id)
  const needsYou = () => resident.call('inbox.list', { filter: 'needs-you' })
  const [third, second, first] = await needsYou()
  await resident.call('inbox.archive', { id: third?.id ?? '' })
  await resident.call('inbox.snooze', { id: second?.id ?? '', until: resident.clock.now() + 60_000 })
  expect((await needsYou()).map((item) => item.id)).toEqual([first?.id])
  expect(resident.app.counts().waiting).toBe(1)
  expect(resident.desktop.withdrawn).toHaveLength(2)
  resident.clock.advance(60_000)
  expect(resident.app.counts().waiting).toBe(2)
  expect(resident.desktop.shown.at(-1)).toMatchObject({ body: expect.stringMatching(/^Two\?\n/) })
})
