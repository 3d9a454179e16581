import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Run } from '../../src-shared/domain/run.ts'
import type { RouteInput } from '../../src-shared/ipc/contract.ts'
import { faults } from '../models/practice/faults.ts'
import { createHold, type Hold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const start = Date.UTC(2100, 0, 1, 9)

let resident: Resident
/** The gates at which the model's answers stand, by what was asked. */
let holds: Map<string, Hold>
beforeEach(async () => {
  resident = await startResident([], { at: start })
  holds = new Map()
})
afterEach(() => resident.end())

type Create = RouteInput<'schedules.create'>
const hourly = { kind: 'interval', everyMs: hour, anchor: start } as const
/** A schedule whose runs are answered only when their gate is opened. */
async function create(title: string, input: Partial<Create> = {}): Promise<string> {
  const action = { kind: 'assist', instruction: `Do ${title}.`, context: 'fresh' } as const
  return (await resident.call('schedules.create', { title, action, trigger: hourly, ...input })).id
}
/** The next request of this schedule stands still until `release`. */
function gate(title: string): void {
  const hold = createHold(0)
  holds.set(title, hold)
  resident.model.add({ when: `Do ${title}.`, reply: says('Done.', { hold }) })
}
const release = (title: string): void => holds.get(title)?.release()
const due = (at: number) => ({ kind: 'once', at }) as const
const runsOf = async (scheduleId: string): Promise<Run[]> =>
  (await resident.call('runs.list', { scheduleId })).runs
/** Titles of the runs that are running now, in the order in which they started. */
async function running(): Promise<string[]> {
  const { runs } = await resident.call('runs.list', { status: 'running' })
  return runs.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0)).map(({ title }) => title)
}
const runningAre = (...titles: string[]): Promise<true> =>
  resident.until(async () => {
    const now = await running()
    return now.toSorted().join() === titles.toSorted().join() ? true : undefined
  })
/** What had a chance to start has started: whatever is queued now waits for something. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve))
}
function sleepUntil(at: number): void {
  resident.clock.jump(at)
  resident.app.wake('resume')
}
/** Moves on, and lets what became due get its row. */
function advance(ms: number): void {
  resident.clock.advance(ms)
  resident.app.wake('clock')
}
const titles = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `job ${from + i}`)

describe('runs that make up for the past', () => {
  it('a wake-up with many due schedules starts them staggered, and a regular fire is not kept waiting', async () => {
    for (const title of titles(1, 6)) gate(title)
    for (const title of titles(1, 6)) await create(title, { trigger: due(start + hour) })
    gate('today')
    await create('today', { trigger: due(start + 3 * hour) })

    sleepUntil(start + 3 * hour - second)
    await runningAre('job 1')
    advance(second)
    await runningAre('job 1', 'today')
    resident.clock.advance(second)
    await runningAre('job 1', 'job 2', 'today')

    // Two of the three slots are the most that the past gets, also when today needs none.
    release('today')
    await runningAre('job 1', 'job 2')
    resident.clock.advance(minute)
    await settled()
    expect(await running()).toHaveLength(2)

    release('job 1')
    await runningAre('job 2', 'job 3')
    release('job 2')
    await runningAre('job 3')
    await settled()
    expect(await running()).toEqual(['job 3'])
    resident.clock.advance(2 * second)
    await runningAre('job 3', 'job 4')
  })

  it('start after everything that is due now, however much longer they have waited', async () => {
    for (const title of [...titles(1, 3), 'late', 'fresh 1', 'fresh 2']) gate(title)
    for (const title of titles(1, 3)) await create(title, { trigger: due(start + 2 * hour) })
    await create('late', { trigger: due(start + hour) })
    await create('fresh 1', { trigger: due(start + 2 * hour + minute) })
    await create('fresh 2', { trigger: due(start + 2 * hour + minute) })
    sleepUntil(start + 2 * hour)
    await runningAre('job 1', 'job 2', 'job 3')
    advance(minute)
    release('job 1')
    await runningAre('job 2', 'job 3', 'fresh 1')
    release('job 2')
    await runningAre('job 3', 'fresh 1', 'fresh 2')
    release('job 3')
    expect(await runningAre('fresh 1', 'fresh 2', 'late')).toBe(true)
  })

  it('get the seventh place where something regular is always due', async () => {
    const jobs = titles(1, 12)
    for (const title of [...jobs, 'late']) gate(title)
    for (const title of jobs) await create(title, { trigger: due(start + 2 * hour) })
    await create('late', { trigger: due(start + hour) })
    sleepUntil(start + 2 * hour)
    await runningAre(...titles(1, 3))
    for (let done = 1; done <= 3; done++) {
      release(`job ${done}`)
      await runningAre(...titles(done + 1, done + 3))
    }
    release('job 4')
    await runningAre('job 5', 'job 6', 'late')
    // One of them has had its place: the next ones are those of today again.
    release('late')
    expect(await runningAre(...titles(5, 7))).toBe(true)
  })

  it('of one schedule start with its newest slot, one after the other', async () => {
    const missed = { kind: 'run-all', maxLatenessMs: 24 * hour } as const
    const id = await create('diary', { policies: { overlap: 'allow', missed } })
    resident.model.add({ when: 'Do diary.', reply: says('Done.'), always: true })
    sleepUntil(start + 4 * hour + 2 * minute)
    for (let done = 0; done < 4; done++) {
      await resident.until(async () =>
        (await runsOf(id)).filter(({ status }) => status === 'succeeded').length > done ? true : undefined,
      )
      resident.clock.advance(2 * second)
    }
    const started = (await runsOf(id)).toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))
    expect(started.map(({ nominalAt }) => nominalAt)).toEqual([4, 3, 2, 1].map((h) => start + h * hour))
  })

  it('of one schedule and two sleeps start with the newest, where its runs may overlap', async () => {
    for (const title of titles(1, 2)) gate(title)
    for (const title of titles(1, 2)) await create(title, { trigger: due(start + hour) })
    sleepUntil(start + 90 * minute)
    await runningAre('job 1')
    resident.clock.advance(2 * second)
    await runningAre('job 1', 'job 2')
    resident.clock.advance(2 * second)
    gate('diary')
    const id = await create('diary', {
      trigger: { ...hourly, anchor: start + second },
      policies: { overlap: 'allow' },
    })
    for (const h of [2, 3]) sleepUntil(start + h * hour + 10 * minute)
    release('job 1')
    await runningAre('job 2', 'diary')
    expect((await runsOf(id)).map(({ nominalAt, status }) => [nominalAt, status])).toEqual([
      [start + 3 * hour + second, 'running'],
      [start + 2 * hour + second, 'queued'],
    ])
  })

  it('that were answered go on at once: only new ones are staggered', async () => {
    resident.model.add(
      { when: 'Do asking.', reply: calls(['ask_user', { question: 'Ready?' }]) },
      { when: 'Yes, ready.', reply: says('Done.') },
    )
    gate('job 1')
    const id = await create('asking', { trigger: due(start + hour) })
    await create('job 1', { trigger: due(start + hour) })
    sleepUntil(start + 2 * hour)
    await resident.runIs((await runsOf(id))[0]?.id ?? '', 'waiting')
    resident.clock.advance(2 * second)
    await runningAre('job 1')
    const [question] = await resident.call('questions.list', { status: 'open' })
    await resident.call('questions.answer', {
      id: question?.id ?? '',
      answer: { kind: 'text', text: 'Yes, ready.' },
    })
    expect(await resident.runIs((await runsOf(id))[0]?.id ?? '', 'succeeded')).toMatchObject({
      result: 'Done.',
    })
  })

  it('that were under way at a restart count as late ones, and go on', async () => {
    for (const title of [...titles(1, 3), ...titles(1, 3)]) gate(title)
    for (const title of titles(1, 3)) await create(title, { trigger: due(start + hour) })
    sleepUntil(start + 2 * hour)
    await runningAre('job 1')
    resident.clock.advance(2 * second)
    await runningAre('job 1', 'job 2')
    for (const title of titles(1, 2)) await resident.model.waitFor(`Do ${title}.`)
    await resident.restart()
    await settled()
    expect((await running()).toSorted()).toEqual(['job 1', 'job 2'])
  })
})

describe('a turn that waits for a retry', () => {
  const rateLimited = (title: string, seconds: number): void =>
    resident.model.add({ when: `Do ${title}.`, reply: faults.rateLimited(String(seconds)) })
  const requestsOf = (title: string): number =>
    resident.model.requests.filter((request) => wholeText(request).includes(`Do ${title}.`)).length
  const isRetrying = (): Promise<true> =>
    resident.until(async () =>
      resident.events.some(({ event, data }) => event === 'run.event' && data.kind === 'retry')
        ? true
        : undefined,
    )

  it('holds no slot meanwhile, and takes one again before anything new', async () => {
    rateLimited('job 1', 60)
    for (const title of titles(2, 6)) gate(title)
    for (const title of titles(1, 5)) await create(title, { trigger: due(start + hour) })
    advance(hour)
    await isRetrying()
    await runningAre('job 1', 'job 2', 'job 3', 'job 4')
    await Promise.all(titles(2, 4).map((title) => resident.model.waitFor(`Do ${title}.`)))

    gate('job 1')
    resident.clock.advance(minute)
    await settled()
    expect(requestsOf('job 1')).toBe(1)
    release('job 2')
    await resident.model.received(5)
    expect(requestsOf('job 1')).toBe(2)
    await settled()
    expect((await running()).toSorted()).toEqual(titles(1, 4).filter((title) => title !== 'job 2'))
    release('job 1')
    await runningAre('job 3', 'job 4', 'job 5')
  })

  it('goes on at once when a slot is free, and its wait is no working time', async () => {
    rateLimited('job 1', 300)
    resident.model.add({ when: 'Do job 1.', reply: calls(['list_directory', { path: '.' }]) })
    resident.model.add({ when: 'Do job 1.', reply: says('Done.') })
    const id = await create('job 1', { trigger: due(start + hour), policies: { budget: { wallMs: minute } } })
    advance(hour)
    await isRetrying()
    resident.clock.advance(5 * minute)
    expect(await resident.runIs((await runsOf(id))[0]?.id ?? '', 'succeeded')).toMatchObject({
      result: 'Done.',
    })
  })

  it('is stopped at once, while it waits and while it waits for a slot', async () => {
    for (const title of titles(1, 2)) rateLimited(title, 60)
    for (const title of titles(3, 5)) gate(title)
    const ids = await Promise.all(titles(1, 5).map((title) => create(title, { trigger: due(start + hour) })))
    advance(hour)
    await runningAre(...titles(1, 5))
    await Promise.all(titles(3, 5).map((title) => resident.model.waitFor(`Do ${title}.`)))
    const cancel = async (index: number): Promise<string> => {
      const [run] = await runsOf(ids[index] ?? '')
      return (await resident.call('runs.cancel', { id: run?.id ?? '' })).status
    }
    expect(await cancel(0)).toBe('cancelled')
    resident.clock.advance(minute)
    await settled()
    expect(await cancel(1)).toBe('cancelled')
    release('job 3')
    await runningAre('job 4', 'job 5')
    expect(resident.model.requests).toHaveLength(5)
  })
})

it('a chat never waits, whatever waits in the background', async () => {
  for (const title of titles(1, 3)) gate(title)
  for (const title of titles(1, 20)) await create(title, { trigger: due(start + hour) })
  advance(hour)
  await runningAre(...titles(1, 3))
  resident.model.add({ when: 'Hi there', reply: says('Hello.') })
  const chat = await resident.call('conversations.create', {})
  const { turnId } = await resident.call('conversations.send', { conversationId: chat.id, text: 'Hi there' })
  await resident.turnIs(turnId, 'succeeded')
  expect(await running()).toHaveLength(3)
})
