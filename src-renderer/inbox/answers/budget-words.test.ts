import { describe, expect, it } from 'vitest'
import type { BudgetAsk } from '../../../src-shared/domain/question.ts'
import { limitNameSchema } from '../../../src-shared/domain/schedule.ts'
import { noUsage } from '../../../src-shared/domain/usage.ts'
import { budgetWords } from './budget-words.ts'

const ask = (fields: Partial<BudgetAsk>): BudgetAsk => ({
  limit: 'steps',
  ceiling: 50,
  used: 50,
  more: 50,
  usage: { ...noUsage, inputTokens: 1200, outputTokens: 300, steps: 50, costMicroUsd: 40_000 },
  activeMs: 65_000,
  unpricedTokens: 0,
  ...fields,
})

describe('a reached limit', () => {
  it.each([
    ['steps', 50, 'Model calls of this run', '50 of 50 model calls', '50 more model calls'],
    ['tokens', 200_000, 'Tokens of this run', '200,000 of 200,000 tokens', '200,000 more tokens'],
    ['costMicroUsd', 500_000, 'Money of this run', '$0.50 of $0.50', '$0.50 more'],
    ['wallMs', 600_000, 'Working time of this run', '10 min 00 s of 10 min 00 s', '10 min 00 s more of work'],
    ['costPerDayMicroUsd', 2_000_000, 'Money of this schedule today', '$2.00 of $2.00', '$2.00 more'],
    ['tokensPerDay', 9000, 'Tokens of this schedule today', '9,000 of 9,000 tokens', '9,000 more tokens'],
    ['dailyCostMicroUsd', 5_000_000, 'Money of everything today', '$5.00 of $5.00', '$5.00 more'],
    ['dailyTokens', 9000, 'Tokens of everything today', '9,000 of 9,000 tokens', '9,000 more tokens'],
    ['repeats', 3, 'The same call with the same result', '3 of 3 times', '3 more times'],
  ] as const)('%s is told in its own unit', (limit, amount, title, used, more) => {
    const words = budgetWords(ask({ limit, ceiling: amount, used: amount, more: amount }), 'run')
    expect(words).toMatchObject({ title, used, goOn: `“Go on” adds ${more}, then it asks again` })
  })

  it('has words for every limit that there is', () => {
    for (const limit of limitNameSchema.options) {
      expect(budgetWords(ask({ limit }), 'answer').title).not.toBe('')
    }
  })

  it('tells of what was used so far what the question does not, by the numbers of the provider', () => {
    expect(budgetWords(ask({}), 'answer').details).toBe(
      'Tokens of this answer: 1.2k in, 300 out. Working time: 1 min 05 s.',
    )
  })

  it('says which tokens the money does not count, and nothing where it counts all', () => {
    expect(budgetWords(ask({ unpricedTokens: 1 }), 'run').unpriced).toMatch(/leaves out 1 token of a model/)
    expect(budgetWords(ask({ unpricedTokens: 0 }), 'run').unpriced).toBeNull()
  })
})
