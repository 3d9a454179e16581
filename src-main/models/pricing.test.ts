import { expect, it } from 'vitest'
import { costMicroUsd } from './pricing.ts'

const none = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }

it('a million tokens of each kind cost the list price in µ$', () => {
  const million = (kind: keyof typeof none): number =>
    costMicroUsd('claude-sonnet-5-5', { ...none, [kind]: 1_000_000 })
  expect(million('inputTokens')).toBe(2_000_000)
  expect(million('outputTokens')).toBe(10_000_000)
  expect(million('cacheReadTokens')).toBe(100_000)
  expect(million('cacheWriteTokens')).toBe(2_500_000)
})

it('a model with two bands charges the whole request by the length of its prompt', () => {
  const at = (cacheReadTokens: number): number =>
    costMicroUsd('claude-haiku-5-5', { ...none, inputTokens: 1000, cacheReadTokens, outputTokens: 1000 })
  expect(at(99_000)).toBe(100 + 990 + 500)
  expect(at(99_001)).toBe(Math.ceil(500 + 99_001 * 0.05 + 2500))
})

it('a fraction of a millionth counts as a whole one', () => {
  expect(costMicroUsd('claude-haiku-5-5', { ...none, inputTokens: 1 })).toBe(1)
  expect(costMicroUsd('claude-haiku-5-5', { ...none, inputTokens: 30 })).toBe(3)
})

it('dates, prefixes and cloud tags do not change the price', () => {
  const tokens = { ...none, inputTokens: 1_000_000 }
  for (const name of [
    'claude-sonnet-4-5',
    'claude-sonnet-4-5-20250929',
    'anthropic/claude-sonnet-4.5',
    'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  ]) {
    expect(costMicroUsd(name, tokens)).toBe(3_000_000)
  }
})

it('a model that is not known costs nothing, and no neighbour lends it a price', () => {
  const tokens = { ...none, inputTokens: 1_000_000 }
  for (const name of ['llama3.2', 'practice', '', 'claude-opus-9', 'claude-sonnet-5-6', 'constructor']) {
    expect(costMicroUsd(name, tokens)).toBe(0)
  }
})
