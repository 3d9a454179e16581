import type { Budget } from '../../src-shared/domain/schedule.ts'
import { totalTokens, type Usage } from '../../src-shared/domain/usage.ts'

export interface Spent {
  readonly usage: Usage
  /** Wall time spent running, in milliseconds; waiting for the user costs nothing. */
  readonly activeMs: number
  /** Money of all runs of the schedule today, in µ$. */
  readonly costTodayMicroUsd: number
  /** How often the user has granted the budget: 1 at the start, one more for each "go on". */
  readonly rounds: number
}

const dollars = (microUsd: number): string => `$${(microUsd / 1_000_000).toFixed(2)}`

/**
 * The limit that is reached, as a question for the user, or `null` while all hold. Checked before every model call, so
 * that a limit is passed by one call at most.
 */
export function budgetReached(budget: Budget, spent: Spent): string | null {
  const { usage, rounds } = spent
  const tokens = totalTokens(usage)
  const reached = (limit: number | undefined, used: number): boolean =>
    limit !== undefined && used >= limit * rounds
  const used = `So far it used ${usage.steps} model calls, ${tokens} tokens and ${dollars(usage.costMicroUsd)}.`
  if (reached(budget.steps, usage.steps)) {
    return `The limit of ${(budget.steps ?? 0) * rounds} model calls is reached. ${used} Go on with ${budget.steps} more?`
  }
  if (reached(budget.tokens, tokens)) {
    return `The limit of ${(budget.tokens ?? 0) * rounds} tokens is reached. ${used} Go on with ${budget.tokens} more?`
  }
  if (reached(budget.costMicroUsd, usage.costMicroUsd)) {
    const limit = budget.costMicroUsd ?? 0
    return `The limit of ${dollars(limit * rounds)} is reached. ${used} Go on with ${dollars(limit)} more?`
  }
  if (reached(budget.wallMs, spent.activeMs)) {
    const minutes = Math.round((budget.wallMs ?? 0) / 60_000)
    return `The limit of ${minutes * rounds} minutes of work is reached. ${used} Go on for ${minutes} more?`
  }
  if (reached(budget.costPerDayMicroUsd, spent.costTodayMicroUsd)) {
    const limit = budget.costPerDayMicroUsd ?? 0
    return `Today’s limit of ${dollars(limit * rounds)} is reached. ${used} Go on with ${dollars(limit)} more today?`
  }
  return null
}
