import { expect, it } from 'vitest'
import type { LimitName } from '../../src-shared/domain/schedule.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import type { TurnRecord } from '../store/turn-store.ts'
import { budgetQuestion, dollars } from './budget-question.ts'
import type { LimitState } from './limit-decision.ts'

const usage = { ...noUsage, steps: 3, inputTokens: 700, cacheReadTokens: 300, costMicroUsd: 250_000 }
const record = (unpricedTokens = 0): TurnRecord => ({
  turn: {
    id: 't',
    conversationId: 'c',
    sessionId: 's',
    runId: null,
    queuedAt: 0,
    startedAt: 0,
    endedAt: null,
    usage,
    status: 'running',
  },
  lane: 'background',
  activeMs: 120_000,
  ceilings: {},
  unpricedTokens,
  contextTokens: 1000,
})
const shared = { held: 0, estimate: 1, isBehind: false }
const ask = (
  name: LimitName,
  part: Partial<LimitState>,
  options: { unpriced?: number; background?: boolean } = {},
) =>
  budgetQuestion(
    { name, used: 0, ceiling: 1, amount: 1, ...part },
    {
      record: record(options.unpriced),
      repeated: { times: 5, label: 'Read x' },
      background: options.background ?? true,
    },
  )

it('each limit that is reached is named with what was used and what going on grants', () => {
  const soFar = 'So far it used 3 model calls, 1000 tokens and $0.25.'
  expect(ask('steps', { used: 3, ceiling: 3, amount: 3 }).prompt).toBe(
    `The limit of 3 model calls is reached. ${soFar} Go on with 3 more?`,
  )
  expect(ask('tokens', { ceiling: 1000, amount: 500 }).prompt).toBe(
    `The limit of 1000 tokens is reached. ${soFar} Go on with 500 more?`,
  )
  expect(ask('costMicroUsd', { ceiling: 250_000, amount: 100_000 }).prompt).toBe(
    `The limit of $0.25 is reached. ${soFar} Go on with $0.10 more?`,
  )
  expect(ask('wallMs', { ceiling: 120_000, amount: 60_000 }).prompt).toBe(
    `The limit of 2 minutes of work is reached. ${soFar} Go on for 60 seconds more?`,
  )
  expect(ask('repeats', { used: 5, ceiling: 5, amount: 5 }).prompt).toBe(
    'It has made the same call 5 times with the same result: Read x. Stop, or go on?',
  )
})

it('a limit of the day says whose day it is, and what all together used', () => {
  const million = { ceiling: 1_000_000, amount: 1_000_000, shared }
  expect(ask('costPerDayMicroUsd', { ...million, used: 1_250_000 }).prompt).toContain(
    'Today’s limit of $1.00 for this schedule is reached. Used today: $1.25. So far it used',
  )
  expect(ask('tokensPerDay', { ...million, used: 2_000_000 }).prompt).toContain(
    'Today’s limit of 1000000 tokens for this schedule is reached. Used today: 2000000 tokens.',
  )
  expect(ask('dailyCostMicroUsd', million).prompt).toContain('$1.00 for all work in the background')
  expect(ask('dailyTokens', million, { background: false }).prompt).toMatch(
    /for everything together is reached.* Go on with 1000000 tokens more today\?$/,
  )
})

it('the question carries the amounts as numbers', () => {
  expect(ask('steps', { used: 3, ceiling: 3, amount: 2 }, { unpriced: 40 }).budget).toEqual({
    limit: 'steps',
    used: 3,
    ceiling: 3,
    more: 2,
    usage,
    activeMs: 120_000,
    unpricedTokens: 40,
  })
})

it('tokens whose model has no price are told beside the money', () => {
  expect(ask('steps', {}, { unpriced: 40 }).prompt).toContain(
    '40 tokens of it have no price here; the money leaves them out.',
  )
})

it('less than a cent is not called nothing', () => {
  expect([0, 1, 1234, 9_990, 10_000, 15_000, 1_234_567].map(dollars)).toEqual([
    '$0.00',
    '$0.0000010',
    '$0.0012',
    '$0.010',
    '$0.01',
    '$0.015',
    '$1.23',
  ])
})
