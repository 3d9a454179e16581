import { expect, it } from 'vitest'
import { pricedUsage } from './priced-usage.ts'
import { costMicroUsd, mostMicroUsd, priceOf, type PricedTokens } from './pricing.ts'

const none = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }

function cost(model: string, tokens: PricedTokens): number {
  const price = priceOf(model, {})
  if (price === null) throw new Error(`${model} has no price`)
  return costMicroUsd(price, tokens)
}

it('a million tokens of each kind cost the list price in µ$', () => {
  const million = (kind: keyof typeof none): number =>
    cost('claude-sonnet-5-5', { ...none, [kind]: 1_000_000 })
  expect(million('inputTokens')).toBe(2_000_000)
  expect(million('outputTokens')).toBe(10_000_000)
  expect(million('cacheReadTokens')).toBe(100_000)
  expect(million('cacheWriteTokens')).toBe(2_500_000)
})

it('a model with two bands charges the whole request by the length of its prompt', () => {
  const at = (cacheReadTokens: number): number =>
    cost('claude-haiku-5-5', { ...none, inputTokens: 1000, cacheReadTokens, outputTokens: 1000 })
  expect(at(99_000)).toBe(100 + 990 + 500)
  expect(at(99_001)).toBe(Math.ceil(500 + 99_001 * 0.05 + 2500))
})

it('a fraction of a millionth counts as a whole one', () => {
  expect(cost('claude-haiku-5-5', { ...none, inputTokens: 1 })).toBe(1)
  expect(cost('claude-haiku-5-5', { ...none, inputTokens: 30 })).toBe(3)
})

it('dates, prefixes and cloud tags do not change the price', () => {
  const tokens = { ...none, inputTokens: 1_000_000 }
  for (const name of [
    'claude-sonnet-4-5',
    'claude-sonnet-4-5-20250929',
    'anthropic/claude-sonnet-4.5',
    'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  ]) {
    expect(cost(name, tokens)).toBe(3_000_000)
  }
})

it('a model that is not known has no price, and no neighbour lends it one', () => {
  for (const name of ['llama3.2', 'practice', '', 'claude-opus-9', 'claude-sonnet-5-6', 'constructor'])
    expect(priceOf(name, {})).toBeNull()
})

it('the user’s price goes before the list, whichever way the model is written', () => {
  const mine = { input: 1, output: 2, cacheRead: 3, cacheWrite: 4 }
  const own = { 'anthropic/claude-sonnet-5.5': mine, 'Llama3.2': mine }
  expect(priceOf('claude-sonnet-5-5', own)).toEqual(mine)
  expect(priceOf('llama3.2', own)).toEqual(mine)
  expect(priceOf('claude-opus-5-5', own)).toMatchObject({ input: 4 })
})

it('the most that a call can cost is not less than any way to split its prompt', () => {
  const price = priceOf('claude-haiku-5-5', {})
  if (price === null) throw new Error('no price')
  for (const kind of ['inputTokens', 'cacheReadTokens', 'cacheWriteTokens'] as const)
    for (const prompt of [1, 100_000, 100_001])
      expect(mostMicroUsd(price, prompt, 500)).toBeGreaterThanOrEqual(
        costMicroUsd(price, { ...none, [kind]: prompt, outputTokens: 500 }),
      )
})

it('without a price only tokens are counted, and that is said; what is free is not without a price', () => {
  const tokens = { ...none, inputTokens: 40, outputTokens: 2 }
  const priced = { kind: 'priced', own: {} } as const
  expect(pricedUsage('llama3.2', tokens, priced)).toMatchObject({ costMicroUsd: 0, unpricedTokens: 42 })
  expect(pricedUsage('claude-opus-5', tokens, priced).unpricedTokens).toBeUndefined()
  expect(pricedUsage('practice', tokens, { kind: 'free' })).toEqual({ ...tokens, costMicroUsd: 0, steps: 1 })
  const gift = { kind: 'priced', own: { 'llama3.2': { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 } } }
  expect(pricedUsage('llama3.2', tokens, { ...gift, kind: 'priced' }).unpricedTokens).toBeUndefined()
})
