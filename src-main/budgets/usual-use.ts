import { totalTokens, type Usage } from '../../src-shared/domain/usage.ts'
import { type Amounts, noAmounts } from './call-estimate.ts'

/** What a turn is still to use if it uses what such runs usually do: their median, less what it has used already. */
export function usualRest(runs: readonly Usage[], used: Usage): Amounts {
  if (runs.length === 0) return noAmounts
  const rest = (amountOf: (usage: Usage) => number): number =>
    Math.max(0, median(runs.map(amountOf)) - amountOf(used))
  return { microUsd: rest((usage) => usage.costMicroUsd), tokens: rest(totalTokens) }
}

/** The upper one of the two in the middle. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
