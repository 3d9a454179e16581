import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src-shared/domain/message.ts'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from '../testing/start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const noticesIn = async (conversationId: string | null): Promise<readonly Message[]> => {
  const { messages } = await resident.call('conversations.messages', {
    conversationId: conversationId ?? '',
  })
  return messages.filter(({ role }) => role === 'notice')
}

/** A run that has ended, and the notice of its result. */
async function ended(policies = {}) {
  resident.model.add({ when: 'Write the report', reply: says('Four pages.') })
  const { schedule, run } = await resident.fire('Write the report', { policies })
  const done = await resident.runIs(run.id, 'succeeded')
  const [notice] = await noticesIn(schedule.deliverTo)
  return { run: done, deliverTo: schedule.deliverTo, noticeId: notice?.id ?? '' }
}

describe('a finished run is not a closed door', () => {
  it.each(['Continue on its page', 'a reply to its notice'])(
    '%s goes on in its session with its full context, and the result comes to where the run reported',
    async (way) => {
      const { run, deliverTo, noticeId } = await ended()
      resident.model.add({ when: 'make it shorter', reply: says('Two pages.') })
      const text = 'make it shorter'
      const { turnId } =
        way === 'Continue on its page'
          ? await resident.call('runs.continue', { id: run.id, text })
          : await resident.call('conversations.send', { conversationId: deliverTo, text, replyTo: noticeId })
      const { runs } = await resident.call('runs.list', { limit: 1 })
      expect(runs[0]).toMatchObject({ turnId, sessionId: run.sessionId, origin: 'chat', title: run.title })
      const next = await resident.runIs(runs[0]?.id ?? '', 'succeeded')
      expect(next).toMatchObject({ result: 'Two pages.', deliverTo, delivery: 'delivered' })
      const [before, after] = resident.model.requests
      expect(after?.messages.slice(0, before?.messages.length)).toEqual(before?.messages)
      expect((await noticesIn(deliverTo)).at(-1)?.content[0]).toMatchObject({ text: 'Two pages.' })
      // The run that had ended stays as it was.
      expect(await resident.call('runs.get', { id: run.id })).toMatchObject({ result: 'Four pages.' })
    },
  )

  it('a failed and a cancelled run go on too', async () => {
    resident.model.add({ when: 'Ask first', reply: calls(['ask_user', { question: 'Which?' }]) })
    const { run } = await resident.fire('Ask first')
    await resident.runIs(run.id, 'waiting')
    await resident.call('runs.cancel', { id: run.id })
    resident.model.add({ when: 'take the blue one', reply: says('Blue it is.') })
    const { run: next } = await resident.call('runs.continue', { id: run.id, text: 'take the blue one' })
    expect((await resident.runIs(next.id, 'succeeded')).result).toBe('Blue it is.')
  })

  it('what the run may use holds for what goes on with it', async () => {
    const { run } = await ended({ budget: { steps: 1 }, permission: 'read-only' })
    resident.model.add({ when: 'look around', reply: calls(['list_directory', {}]) })
    const { run: next } = await resident.call('runs.continue', { id: run.id, text: 'look around' })
    await resident.runIs(next.id, 'waiting')
    expect(await resident.call('questions.list', { status: 'open' })).toMatchObject([
      { runId: next.id, kind: 'budget' },
    ])
  })
})

describe('a run that cannot be gone on with says why', () => {
  it('while it is under way', async () => {
    resident.model.add({ reply: calls(['ask_user', { question: 'Which?' }]) })
    const { run } = await resident.fire('Ask first')
    await resident.runIs(run.id, 'waiting')
    await expect(resident.call('runs.continue', { id: run.id, text: 'blue' })).rejects.toThrow(
      'conflict: This run is still under way. Answer its question or wait for its end',
    )
    expect(await resident.call('questions.list', { status: 'open' })).toHaveLength(1)
  })

  it('when it never began', async () => {
    resident.model.add({ reply: calls(['ask_user', { question: 'Which?' }]) })
    const { schedule, run } = await resident.fire('Ask', { trigger: { kind: 'interval', everyMs: 1000 } })
    await resident.runIs(run.id, 'waiting')
    resident.clock.advance(1000)
    resident.app.wake('clock')
    const { runs } = await resident.call('runs.list', { scheduleId: schedule.id, limit: 1 })
    await resident.call('schedules.pause', { id: schedule.id })
    await expect(resident.call('runs.continue', { id: runs[0]?.id ?? '', text: 'go' })).rejects.toThrow(
      'conflict: There is nothing to go on with, because this run never began: The previous run is still waiting for you.',
    )
  })

  it('when its conversation is gone, when it was a reminder, and when there is no such run', async () => {
    const { run } = await ended()
    await resident.call('conversations.remove', { id: run.conversationId ?? '' })
    await expect(resident.call('runs.continue', { id: run.id, text: 'go' })).rejects.toThrow(
      'or its conversation was removed',
    )
    const { run: reminder } = await resident.fire('', { action: { kind: 'notify', text: 'Stand up.' } })
    await expect(resident.call('runs.continue', { id: reminder.id, text: 'go' })).rejects.toThrow(
      'conflict: There is nothing to go on with: it was a reminder, or',
    )
    await expect(resident.call('runs.continue', { id: 'run_none', text: 'go' })).rejects.toThrow('not_found')
  })
})

it('a reply to the notice of a run whose conversation is gone is an ordinary message', async () => {
  const { run, deliverTo, noticeId } = await ended()
  await resident.call('conversations.remove', { id: run.conversationId ?? '' })
  resident.model.add({ when: 'shorter', reply: says('In short.') })
  const { turnId } = await resident.call('conversations.send', {
    conversationId: deliverTo,
    text: 'shorter',
    replyTo: noticeId,
  })
  await resident.turnIs(turnId, 'succeeded')
  expect((await resident.call('runs.list', {})).runs).toHaveLength(1)
})
