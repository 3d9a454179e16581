import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Policies } from '../../src-shared/domain/schedule.ts'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from '../testing/start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const asking = { reply: calls(['ask_user', { question: 'Deploy?' }]), when: 'Ask me' }
const needsYou = () => resident.call('inbox.list', { filter: 'needs-you' })

/** Runs of one schedule of which each waits with the same question. */
async function waitingRuns(count: number) {
  for (let n = 0; n < count; n++) resident.model.add(asking)
  const { schedule, run } = await resident.fire('Ask me', { policies: { overlap: 'allow' } })
  const runs = [run]
  await resident.runIs(run.id, 'waiting')
  while (runs.length < count) {
    const next = await resident.call('schedules.runNow', { id: schedule.id })
    await resident.runIs(next.id, 'waiting')
    runs.push(next)
  }
  return { schedule, runs }
}

it('runs of one schedule that ask the same share an item; one answer for all lets each of them go on', async () => {
  const { schedule, runs } = await waitingRuns(3)
  const [item] = await needsYou()
  expect(item).toMatchObject({ timesAsked: 3, scheduleId: schedule.id, runId: runs[0]?.id })
  expect(item?.sameQuestionIds).toHaveLength(2)
  expect(resident.app.counts()).toMatchObject({ waiting: 1, unread: 1 })
  const { messages } = await resident.call('conversations.messages', { conversationId: schedule.deliverTo })
  expect(messages.map(({ content }) => content[0])).toMatchObject(
    runs.map(({ id }) => ({ kind: 'question', runId: id })),
  )

  for (const _ of runs) resident.model.add({ reply: says('Deployed.'), when: 'yes' })
  const answer = { kind: 'text', text: 'yes' } as const
  await resident.call('questions.answer', { id: item?.sameQuestionIds[0] ?? '', answer, same: true })
  for (const { id } of runs) expect((await resident.runIs(id, 'succeeded')).result).toBe('Deployed.')
  expect(resident.app.counts().waiting).toBe(0)
  resident.model.assertDone()
})

it('of runs that share an item the one that is cancelled leaves it to the others, after a restart too', async () => {
  const { runs } = await waitingRuns(2)
  await resident.restart()
  await resident.call('runs.cancel', { id: runs[0]?.id ?? '' })
  expect(await needsYou()).toMatchObject([{ runId: runs[1]?.id, timesAsked: 2, sameQuestionIds: [] }])
  expect(resident.app.counts().waiting).toBe(1)
  await resident.call('runs.cancel', { id: runs[1]?.id ?? '' })
  expect(await needsYou()).toEqual([])
  expect(resident.app.counts().waiting).toBe(0)
})

it('a quiet schedule is in the inbox only when something needs attention, a silent one only when it asks', async () => {
  const told = async (result: Policies['result'], ...replies: { reply: ReturnType<typeof says> }[]) => {
    resident.model.add(...replies)
    const { run } = await resident.fire('Look', { policies: { result } })
    const status = replies.length === 1 && replies[0]?.reply === question ? 'waiting' : 'succeeded'
    await resident.runIs(run.id, status)
    return (await resident.call('inbox.list', {})).filter(({ runId }) => runId === run.id)
  }
  const question = calls(['ask_user', { question: 'Which?' }])
  const done = { reply: says('All is well.') }
  expect(await told('notify', done)).toMatchObject([{ kind: 'result' }])
  expect(await told('quiet', done)).toEqual([])
  expect(await told('silent', done)).toEqual([])
  expect(await told('quiet', { reply: question })).toMatchObject([{ kind: 'question' }])
  expect(await told('silent', { reply: question })).toMatchObject([{ kind: 'question' }])
})
