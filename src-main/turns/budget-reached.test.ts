import { expect, it } from 'vitest'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { budgetReached, type Spent } from './budget-reached.ts'

const spent = (part: Partial<Spent>): Spent => ({
  usage: noUsage,
  activeMs: 0,
  costTodayMicroUsd: 0,
  rounds: 1,
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
  expect(budgetReached({ steps: 3 }, spent({ usage }))).toContain('limit of 3 model calls')
  expect(budgetReached({ tokens: 1000 }, spent({ usage }))).toContain('limit of 1000 tokens')
  expect(budgetReached({ costMicroUsd: 250_000 }, spent({ usage }))).toContain('limit of $0.25')
  expect(budgetReached({ wallMs: 120_000 }, spent({ activeMs: 120_000 }))).toContain('limit of 2 minutes')
  expect(budgetReached({ costPerDayMicroUsd: 1_000_000 }, spent({ costTodayMicroUsd: 1_000_000 }))).toContain(
    'limit of $1.00',
  )
})

it('going on grants the same again', () => {
  const usage = { ...noUsage, steps: 5 }
  expect(budgetReached({ steps: 3 }, spent({ usage, rounds: 2 }))).toBeNull()
  expect(budgetReached({ steps: 3 }, spent({ usage: { ...usage, steps: 6 }, rounds: 2 }))).toContain(
    'limit of 6',
  )
})
