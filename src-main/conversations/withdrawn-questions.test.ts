import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Question } from '../../src-shared/domain/question.ts'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from '../testing/start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const ask = (question: string) => calls(['ask_user', { question }])

async function questionOf(turnId: string | null): Promise<Question> {
  return resident.until(async () => {
    const open = await resident.call('questions.list', { status: 'open' })
    return open.find((question) => question.turnId === turnId)
  })
}

/** What every place was told of a question, the newest last. */
const told = (id: string) =>
  resident.events.flatMap((event) =>
    event.event === 'question.changed' && event.data.id === id
      ? [{ status: event.data.status, answerText: event.data.answerText }]
      : [],
  )
const inboxTold = (id: string) =>
  resident.events.flatMap((event) =>
    event.event === 'inbox.changed' && event.data.item?.questionId === id
      ? [{ waiting: event.data.waiting, status: event.data.item.question?.status }]
      : [],
  )

/** It is told everywhere at once: the row, the inbox item, the desktop, and every window and program that listens. */
async function expectWithdrawn(question: Question, why: string): Promise<void> {
  expect(told(question.id).at(-1)).toEqual({ status: 'withdrawn', answerText: why })
  expect(inboxTold(question.id).at(-1)).toEqual({ waiting: 0, status: 'withdrawn' })
  expect(await resident.call('inbox.list', { filter: 'needs-you' })).toEqual([])
  expect(resident.app.counts().waiting).toBe(0)
  const key = resident.desktop.shown.find(({ place }) => 'questionId' in place && place.questionId)?.key
  expect(resident.desktop.withdrawn).toContain(key)
}

describe('a question is withdrawn everywhere at once, with the reason', () => {
  it('when the conversation that asked is removed', async () => {
    resident.model.add({ reply: ask('Which colour?') })
    const chat = await resident.call('conversations.create', {})
    const { turnId } = await resident.call('conversations.send', { conversationId: chat.id, text: 'Paint' })
    const question = await questionOf(turnId)
    await resident.call('conversations.remove', { id: chat.id })
    await expectWithdrawn(question, 'its conversation was removed')
    // The rows went with the conversation: what answers late is told that there is nothing to answer.
    await expect(
      resident.call('questions.answer', { id: question.id, answer: { kind: 'text', text: 'amber' } }),
    ).rejects.toThrow('not_found: There is no such question. It may have been removed.')
    expect(await resident.call('app.status', {})).toMatchObject({ running: 0, waiting: 0 })
  })

  it('when the background conversation of its run is removed, and the run says so too', async () => {
    resident.model.add({ reply: ask('Which colour?') })
    const { run } = await resident.fire('Paint')
    const question = await questionOf((await resident.runIs(run.id, 'waiting')).turnId)
    await resident.call('conversations.remove', { id: question.conversationId })
    await expectWithdrawn(question, 'its conversation was removed')
    const ended = await resident.call('runs.get', { id: run.id })
    expect(ended).toMatchObject({ status: 'cancelled', reason: 'Its conversation was removed' })
    expect(ended.events.at(-2)).toMatchObject({ kind: 'answered', text: expect.stringMatching(/^Withdrawn/) })
  })

  it('when a newer run takes the place of the one that asked', async () => {
    resident.model.add({ reply: ask('Which colour?') }, { reply: says('Done without asking.') })
    const policies = { overlap: 'cancel-previous' } as const
    const { run, schedule } = await resident.fire('Paint', { policies })
    const question = await questionOf((await resident.runIs(run.id, 'waiting')).turnId)
    const next = await resident.call('schedules.runNow', { id: schedule.id })
    await expectWithdrawn(question, 'a newer run took its place')
    expect(await resident.call('questions.get', { id: question.id })).toMatchObject({ status: 'withdrawn' })
    await resident.runIs(next.id, 'succeeded')
  })

  it('when its run is cancelled', async () => {
    resident.model.add({ reply: ask('Which colour?') })
    const { run } = await resident.fire('Paint')
    const question = await questionOf((await resident.runIs(run.id, 'waiting')).turnId)
    await resident.call('runs.cancel', { id: run.id })
    await expectWithdrawn(question, 'its run was stopped')
    await expect(
      resident.call('questions.answer', { id: question.id, answer: { kind: 'text', text: 'amber' } }),
    ).rejects.toThrow('conflict: This question was withdrawn at 09:00: its run was stopped')
  })

  it('when the answer to a message is stopped', async () => {
    resident.model.add({ reply: ask('Which colour?') })
    const chat = await resident.call('conversations.create', {})
    const { turnId } = await resident.call('conversations.send', { conversationId: chat.id, text: 'Paint' })
    const question = await questionOf(turnId)
    await resident.call('turns.cancel', { turnId })
    await expectWithdrawn(question, 'the work was stopped')
  })
})

it('a question whose visible conversation is removed waits on in the inbox, and its result finds a new place', async () => {
  resident.model.add({ reply: ask('Which colour?') }, { when: 'amber', reply: says('It is amber now.') })
  const { schedule, run } = await resident.fire('Paint')
  const question = await questionOf((await resident.runIs(run.id, 'waiting')).turnId)
  await resident.call('conversations.remove', { id: schedule.deliverTo })
  expect(told(question.id).at(-1)?.status).toBe('open')
  const [item] = await resident.call('inbox.list', { filter: 'needs-you' })
  expect(item).toMatchObject({ questionId: question.id, conversationId: null })
  await resident.call('questions.answer', { id: question.id, answer: { kind: 'text', text: 'amber' } })
  const ended = await resident.runIs(run.id, 'succeeded')
  const { messages } = await resident.call('conversations.messages', {
    conversationId: ended.deliverTo ?? '',
  })
  expect(messages[0]?.content[0]).toMatchObject({ kind: 'result', text: 'It is amber now.' })
})
