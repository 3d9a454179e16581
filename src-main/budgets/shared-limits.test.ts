import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Question } from '../../src-shared/domain/question.ts'
import type { RunEvent } from '../../src-shared/domain/run.ts'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import type { Reply } from '../models/practice/responder.ts'
import { type Resident, startResident } from '../testing/start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const day = 86_400_000

/** A reply of which the provider tells that it used so many tokens. */
const using = (tokens: number, reply: Reply): Reply => ({
  ...reply,
  usage: {
    input_tokens: tokens - 1,
    output_tokens: 1,
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
  },
})
const look = calls(['list_directory', {}])

const budgetLines = async (id: string): Promise<RunEvent[]> =>
  (await resident.call('runs.get', { id })).events.filter(({ kind }) => kind === 'budget')

/** Resolves with the words in which the run says what it waits for. */
const isHeld = (id: string): Promise<string> =>
  resident.until(async () => {
    const run = await resident.call('runs.get', { id })
    return run.status === 'running' ? (await budgetLines(id))[0]?.text : undefined
  })

async function asked(id: string): Promise<Question> {
  await resident.runIs(id, 'waiting')
  const open = await resident.call('questions.list', { status: 'open' })
  const question = open.find(({ runId }) => runId === id)
  if (!question) throw new Error('It does not ask.')
  return question
}
const decide = (id: string, decision: 'stop' | 'continue') =>
  resident.call('questions.answer', { id, answer: { kind: 'budget', decision } })

it('of two runs at once against one limit of the day the second waits for the first, and says so once', async () => {
  await resident.call('settings.set', { dailyTokens: 1000, chatReservePercent: 0 })
  const [first, second] = [createHold(0), createHold(0)]
  resident.model.add(
    { when: 'job A', reply: { ...using(600, look), hold: first } },
    { when: 'job A', reply: { ...using(300, says('A is done.')), hold: second } },
    { when: 'job B', reply: using(600, says('B is done.')) },
  )
  const a = await resident.fire('job A')
  await first.reached
  const b = await resident.fire('job B')
  expect(await isHeld(b.run.id)).toBe(
    'Waits for other work under way: together they could pass today’s limit of 1000 tokens for all work in the background.',
  )
  expect((await resident.call('usage.today', {})).reservedTokens).toBeGreaterThan(16_000)
  first.release()
  await second.reached
  // Between two calls of the first it does not get in: what the first is about to use is held.
  expect(resident.model.requests).toHaveLength(2)
  second.release()
  await resident.runIs(a.run.id, 'succeeded')
  await resident.runIs(b.run.id, 'succeeded')
  expect(await budgetLines(b.run.id)).toHaveLength(1)
  expect(await resident.call('usage.today', {})).toMatchObject({
    usage: { inputTokens: 599 + 299 + 599, outputTokens: 3, steps: 3 },
    reservedTokens: 0,
    reservedMicroUsd: 0,
  })

  const c = await resident.fire('job C')
  expect(await asked(c.run.id)).toMatchObject({
    prompt: expect.stringContaining('Used today: 1500 tokens.'),
    budget: { limit: 'dailyTokens', ceiling: 1000, used: 1500, more: 1000, usage: { steps: 0 } },
  })
  expect(resident.model.requests).toHaveLength(3)
})

it('while it waits it holds no place: another run goes on, and cancelling it leaves the first alone', async () => {
  await resident.call('settings.set', { dailyCostMicroUsd: 1_000_000, dailyTokens: 2_000_000_000 })
  const hold = createHold(0)
  resident.model.add({ when: 'job A', reply: { ...using(10, says('A is done.')), hold } })
  const policies = { budget: { tokensPerDay: 1000 }, overlap: 'allow' } as const
  const a = await resident.fire('job A', { policies })
  await hold.reached
  const held = []
  for (let i = 0; i < 4; i++) {
    held.push(await resident.call('schedules.runNow', { id: a.schedule.id }))
    await isHeld(held[i]?.id ?? '')
  }
  resident.model.add({ when: 'job B', reply: says('B is done.') })
  const b = await resident.fire('job B')
  await resident.runIs(b.run.id, 'succeeded')
  for (const { id } of held.slice(1)) {
    await resident.call('runs.cancel', { id })
    expect((await resident.call('runs.get', { id })).status).toBe('cancelled')
  }
  resident.model.add({ when: 'job A', reply: using(10, says('Again.')) })
  hold.release()
  await resident.runIs(a.run.id, 'succeeded')
  await resident.runIs(held[0]?.id ?? '', 'succeeded')
})

it('thirty runs at once under one limit come to their end one after the other', async () => {
  await resident.call('settings.set', { dailyTokens: 1000 })
  resident.model.add({ reply: using(10, says('Done.')), always: true })
  const policies = { overlap: 'allow' } as const
  const { schedule } = await resident.fire('job', { policies })
  for (let i = 0; i < 29; i++) await resident.call('schedules.runNow', { id: schedule.id })
  const succeeded = await resident.until(async () => {
    const { runs } = await resident.call('runs.list', {
      scheduleId: schedule.id,
      status: ['succeeded'],
      limit: 50,
    })
    return runs.length === 30 ? runs.length : undefined
  })
  expect(succeeded).toBe(30)
  expect((await resident.call('usage.today', {})).usage.steps).toBe(30)
})

it('a limit that is raised lets those on that wait for it, at once', async () => {
  await resident.call('settings.set', { dailyTokens: 1000 })
  const hold = createHold(0)
  resident.model.add(
    { when: 'job A', reply: { ...says('A is done.'), hold } },
    { when: 'job B', reply: says('B is done.') },
  )
  const a = await resident.fire('job A')
  await hold.reached
  const b = await resident.fire('job B')
  await isHeld(b.run.id)
  await resident.call('settings.set', { dailyTokens: 100_000_000 })
  await resident.runIs(b.run.id, 'succeeded')
  expect((await resident.call('runs.get', { id: a.run.id })).status).toBe('running')
  hold.release()
  await resident.runIs(a.run.id, 'succeeded')
})

it('a run that waits for others goes on after a restart', async () => {
  await resident.call('settings.set', { dailyTokens: 100_000 })
  const hold = createHold(0)
  resident.model.add({ when: 'job A', reply: { ...says('Never heard.'), hold } })
  const policies = { budget: { tokensPerDay: 10_000 }, overlap: 'allow' } as const
  const a = await resident.fire('job A', { policies })
  await hold.reached
  const b = await resident.call('schedules.runNow', { id: a.schedule.id })
  await isHeld(b.id)
  resident.model.add({ reply: using(10, says('A.')) }, { reply: using(10, says('B.')) })
  await resident.restart()
  await resident.runIs(a.run.id, 'succeeded')
  await resident.runIs(b.id, 'succeeded')
  expect((await resident.call('usage.today', {})).reservedTokens).toBe(0)
})

it('background work stops where the part of chats begins, and chats go on up to the limit itself', async () => {
  await resident.call('settings.set', { dailyTokens: 1000, chatReservePercent: 50 })
  resident.model.add(
    { when: 'job A', reply: using(600, says('A is done.')) },
    { when: 'hello', reply: using(500, says('Hello.')) },
  )
  const a = await resident.fire('job A')
  await resident.runIs(a.run.id, 'succeeded')
  const b = await resident.fire('job B')
  expect((await asked(b.run.id)).budget).toMatchObject({
    limit: 'dailyTokens',
    ceiling: 500,
    used: 600,
    more: 500,
  })
  const chat = await resident.call('conversations.create', {})
  const said = await resident.call('conversations.send', { conversationId: chat.id, text: 'hello' })
  await resident.turnIs(said.turnId, 'succeeded')
  const again = await resident.call('conversations.send', { conversationId: chat.id, text: 'and more' })
  await resident.turnIs(again.turnId, 'waiting')
  const { questions } = await resident.call('conversations.get', { id: chat.id })
  expect(questions).toMatchObject([
    { budget: { limit: 'dailyTokens', ceiling: 1000, used: 1100, more: 1000 } },
  ])
})

it('going on past a limit of the day lets this turn on by as much again, and nobody else', async () => {
  await resident.call('settings.set', { dailyTokens: 1000, chatReservePercent: 0 })
  resident.model.add(
    { when: 'job A', reply: using(1200, look) },
    { when: 'job A', reply: using(900, look) },
    { when: 'job A', reply: using(200, look) },
  )
  const a = await resident.fire('job A')
  const first = await asked(a.run.id)
  expect(first.budget).toMatchObject({ used: 1200, ceiling: 1000, more: 1000 })
  await decide(first.id, 'continue')
  const second = await resident.until(async () => {
    const open = await resident.call('questions.list', { status: 'open' })
    return open.find(({ id }) => id !== first.id)
  })
  expect(second.budget).toMatchObject({ used: 2300, ceiling: 2200, more: 1000, usage: { steps: 3 } })
  const b = await resident.call('schedules.runNow', { id: a.schedule.id })
  expect(b).toMatchObject({ status: 'skipped', reasonCode: 'previous-waiting' })
  await decide(second.id, 'stop')
  const c = await resident.call('schedules.runNow', { id: a.schedule.id })
  expect((await asked(c.id)).budget).toMatchObject({ used: 2300, ceiling: 1000 })
})

it.each([
  ['tokensPerDay', { budget: { tokensPerDay: 500 } }, {}, 'Today’s tokens for this schedule are used'],
  [
    'costPerDayMicroUsd',
    { budget: { costPerDayMicroUsd: 5 } },
    {},
    'Today’s money for this schedule is used',
  ],
  ['dailyTokens', {}, { dailyTokens: 500 }, 'Today’s tokens for work in the background are used'],
  ['dailyCostMicroUsd', {}, { dailyCostMicroUsd: 5 }, 'Today’s money for work in the background is used'],
] as const)(
  'after a stop at %s the later slots of the day say so, and the next day runs',
  async (limit, policies, settings, reason) => {
    await resident.call('settings.set', settings)
    resident.model.add({ reply: using(600, says('One.')) }, { reply: using(600, says('Next day.')) })
    const { schedule, run } = await resident.fire('job', {
      trigger: { kind: 'interval', everyMs: 3_600_000, anchor: resident.clock.now() + 1000 },
      policies,
    })
    await resident.runIs(run.id, 'succeeded')
    const newest = async () => {
      const { runs } = await resident.call('runs.list', { scheduleId: schedule.id, limit: 1 })
      const [found] = runs
      if (!found) throw new Error('no run')
      return found
    }
    resident.clock.advance(3_600_000)
    const question = await asked((await newest()).id)
    expect(question.budget?.limit).toBe(limit)
    resident.clock.advance(3_600_000)
    expect(await newest()).toMatchObject({ status: 'skipped' })
    await decide(question.id, 'stop')
    await resident.runIs(question.runId ?? '', 'cancelled')
    resident.clock.advance(3_600_000)
    expect(await newest()).toMatchObject({ status: 'skipped', reasonCode: 'over-budget', reason })
    resident.clock.advance(day - 4 * 3_600_000)
    await resident.until(async () => {
      const { runs } = await resident.call('runs.list', { scheduleId: schedule.id, status: ['succeeded'] })
      return runs.some(({ result }) => result === 'Next day.') ? true : undefined
    })
  },
)

it('what a turn uses counts on the day on which it uses it, and stays used when its conversation is removed', async () => {
  await resident.call('settings.set', { dailyTokens: 1000, chatReservePercent: 0 })
  resident.model.add({ when: 'job A', reply: using(1200, look) })
  const a = await resident.fire('job A')
  const question = await asked(a.run.id)
  resident.clock.advance(day)
  expect((await resident.call('usage.today', {})).usage.steps).toBe(0)
  resident.model.add({ when: 'job A', reply: using(700, says('Done.')) })
  await decide(question.id, 'continue')
  await resident.runIs(a.run.id, 'succeeded')
  expect((await resident.call('usage.today', {})).usage).toMatchObject({ inputTokens: 699, steps: 1 })
  await resident.call('conversations.remove', { id: a.schedule.deliverTo })
  const { byDay, total, bySchedule } = await resident.call('usage.summary', {})
  expect(byDay).toMatchObject([
    { key: '2026-11-21', turns: 1, usage: { inputTokens: 1199 } },
    { key: '2026-11-22', turns: 0, usage: { inputTokens: 699 } },
  ])
  expect(total.inputTokens).toBe(1199 + 699)
  expect(bySchedule).toMatchObject([{ key: a.schedule.id, turns: 1 }])
})

it('a budget question that is open outlives a restart and a raised limit; going on goes on', async () => {
  await resident.call('settings.set', { dailyTokens: 1000, chatReservePercent: 0 })
  resident.model.add({ when: 'job A', reply: using(1200, look) }, { when: 'job A', reply: says('Done.') })
  const a = await resident.fire('job A')
  const question = await asked(a.run.id)
  await resident.restart()
  expect(await asked(a.run.id)).toEqual(question)
  await resident.call('settings.set', { dailyTokens: 100_000_000 })
  await decide(question.id, 'continue')
  await resident.runIs(a.run.id, 'succeeded')
  expect(resident.model.requests).toHaveLength(2)
})

it('what was granted of one day does not raise the limit of the next', async () => {
  await resident.call('settings.set', { dailyTokens: 1000, chatReservePercent: 0 })
  resident.model.add(
    { when: 'job A', reply: using(1000, look) },
    { when: 'job A', reply: using(1000, look) },
    { when: 'job A', reply: using(1000, says('A is done.')) },
  )
  const { run } = await resident.fire('job A')
  const { id } = await asked(run.id)
  resident.clock.advance(day)
  await decide(id, 'continue')
  const next = await resident.until(async () => {
    const open = await resident.call('questions.list', { status: 'open' })
    return open.find((each) => each.runId === run.id)
  })
  expect(next.budget).toMatchObject({ ceiling: 1000, used: 1000 })
})
