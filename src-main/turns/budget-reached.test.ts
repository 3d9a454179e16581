import { expect, it } from 'vitest'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { budgetReached, type Spent } from './budget-reached.ts'

const spent = (part: Partial<Spent>): Spent => ({
  usage: noUsage,
  activeMs: 0,
  costTodayMicroUsd: 0,
  ceilings: {},
  ...part,
})

it('no limit is reached by nothing, and no budget has no limit', () => {
  expect(
    budgetReached({ steps: 1, tokens: 1, costMicroUsd: 1, wallMs: 1000, costPerDayMicroUsd: 1 }, spent({})),
  ).toBeNull()
  expect(budgetReached({}, spent({ usage: { ...noUsage, steps: 999 }, activeMs: 1e12 }))).toBeNull()
})

it('each limit that is reached is named with what was used', () => {
  const usage = { ...noUsage, steps: 3, inputTokens: 700, cacheReadTokens: 300, costMicroUsd: 250_000 }
  expect(budgetReached({ steps: 3 }, spent({ usage }))?.prompt).toContain('limit of 3 model calls')
  expect(budgetReached({ tokens: 1000 }, spent({ usage }))?.prompt).toContain('limit of 1000 tokens')
  expect(budgetReached({ costMicroUsd: 250_000 }, spent({ usage }))?.prompt).toContain('limit of $0.25')
  expect(budgetReached({ wallMs: 120_000 }, spent({ activeMs: 120_000 }))?.prompt).toContain(
    'limit of 2 minutes',
  )
  expect(
    budgetReached({ costPerDayMicroUsd: 1_000_000 }, spent({ costTodayMicroUsd: 1_000_000 }))?.prompt,
  ).toContain('limit of $1.00')
})

it('going on grants the same again, counted from what was used by then', () => {
  const reached = budgetReached({ steps: 3 }, spent({ usage: { ...noUsage, steps: 3 } }))
  const ceilings = reached?.ceilings ?? {}
  expect(budgetReached({ steps: 3 }, spent({ usage: { ...noUsage, steps: 5 }, ceilings }))).toBeNull()
  const again = budgetReached({ steps: 3 }, spent({ usage: { ...noUsage, steps: 6 }, ceilings }))
  expect(again?.prompt).toContain('limit of 6')
})

it('going on past one limit raises no other one', () => {
  const budget = { steps: 2, costMicroUsd: 1000 }
  const usage = { ...noUsage, steps: 2, costMicroUsd: 999 }
  const ceilings = budgetReached(budget, spent({ usage }))?.ceilings ?? {}
  expect(ceilings).toEqual({ steps: 4 })
  const more = { ...usage, steps: 3, costMicroUsd: 1000 }
  expect(budgetReached(budget, spent({ usage: more, ceilings }))?.prompt).toContain('limit of $0.00')
})

it('a daily limit that other runs have overrun is asked about once', () => {
  const budget = { costPerDayMicroUsd: 1000 }
  const ceilings = budgetReached(budget, spent({ costTodayMicroUsd: 5000 }))?.ceilings ?? {}
  expect(budgetReached(budget, spent({ costTodayMicroUsd: 5000, ceilings }))).toBeNull()
})
