import { afterEach, beforeEach, expect, it } from 'vitest'
import { practiceConnectionId } from '../../src-shared/domain/connection.ts'
import { calls, says } from '../models/practice/replies.ts'
import type { Reply } from '../models/practice/responder.ts'
import { type Resident, startResident } from '../testing/start-resident.ts'

let resident: Resident
beforeEach(async () => {
  resident = await startResident()
})
afterEach(() => resident.end())

const million = (reply: Reply): Reply => ({
  ...reply,
  usage: {
    input_tokens: 1_000_000,
    output_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
  },
})
const using = (model: string) => ({
  action: { kind: 'assist', instruction: 'job', context: 'fresh', model } as const,
})
const rowOf = async (model: string) =>
  (await resident.call('prices.list', {})).find((row) => row.model === model)

it('a model without a price is counted in tokens only, which is said wherever money is', async () => {
  resident.model.add({ reply: million(calls(['list_directory', {}])) })
  const { run } = await resident.fire('job', {
    ...using('llama3.2'),
    policies: { budget: { steps: 1, costMicroUsd: 10 } },
  })
  await resident.runIs(run.id, 'waiting')
  const [question] = await resident.call('questions.list', { status: 'open' })
  expect(question).toMatchObject({
    prompt: expect.stringContaining('1000000 tokens of it have no price here'),
    budget: { limit: 'steps', unpricedTokens: 1_000_000, usage: { costMicroUsd: 0 } },
  })
  expect(await resident.call('usage.today', {})).toMatchObject({
    unpricedTokens: 1_000_000,
    usage: { costMicroUsd: 0 },
  })
  const summary = await resident.call('usage.summary', {})
  expect([summary.unpricedTokens, summary.byDay[0]?.unpricedTokens]).toEqual([1_000_000, 1_000_000])
  expect(await rowOf('llama3.2')).toEqual({ model: 'llama3.2', price: null, source: 'none' })
})

it('the user’s price counts from the next call on, before the list', async () => {
  const mine = { input: 7, output: 0, cacheRead: 0, cacheWrite: 0 }
  resident.model.add(
    { reply: million(calls(['list_directory', {}])) },
    { reply: million(says('Done.')) },
    { reply: million(says('Done.')) },
  )
  const { run } = await resident.fire('job', { ...using('llama3.2'), policies: { budget: { steps: 1 } } })
  await resident.runIs(run.id, 'waiting')
  await resident.call('settings.set', { prices: { 'llama3.2': mine, 'claude-sonnet-5-5': mine } })
  const [question] = await resident.call('questions.list', { status: 'open' })
  await resident.call('questions.answer', {
    id: question?.id ?? '',
    answer: { kind: 'budget', decision: 'continue' },
  })
  expect((await resident.runIs(run.id, 'succeeded')).usage.costMicroUsd).toBe(7_000_000)
  const listed = await resident.fire('job')
  expect((await resident.runIs(listed.run.id, 'succeeded')).usage.costMicroUsd).toBe(7_000_000)
  expect(await rowOf('llama3.2')).toEqual({ model: 'llama3.2', price: mine, source: 'yours' })
  expect(await rowOf('claude-sonnet-5-5')).toMatchObject({ source: 'yours' })
  expect((await resident.call('usage.today', {})).unpricedTokens).toBe(1_000_000)
})

it('the list holds every model with a price, and a connection’s default that has none; the practice model is free', async () => {
  const { run } = await resident.fire('Say hello', {
    action: {
      kind: 'assist',
      instruction: 'Say hello',
      context: 'fresh',
      connectionId: practiceConnectionId,
    },
  })
  // It writes at its own pace, which the clock of the test sets.
  while ((await resident.call('runs.get', { id: run.id })).status !== 'succeeded') {
    resident.clock.advance(50)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await resident.call('usage.today', {})).toMatchObject({
    unpricedTokens: 0,
    usage: { costMicroUsd: 0, steps: 1 },
  })
  await resident.call('connections.add', {
    name: 'Here',
    baseUrl: 'http://127.0.0.1:1',
    defaultModel: 'qwen',
  })
  const prices = await resident.call('prices.list', {})
  expect(prices.filter(({ source }) => source === 'none')).toEqual([
    { model: 'qwen', price: null, source: 'none' },
  ])
  expect(prices.find(({ model }) => model === 'claude-opus-5')).toEqual({
    model: 'claude-opus-5',
    price: { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 },
    source: 'list',
  })
})
