import { costWords, tokensShort } from '../../runs/format-usage.ts'

interface Money {
  readonly costMicroUsd: number
  /** Tokens that the money leaves out, since their model had no price. */
  readonly unpricedTokens: number
}

/** "$1.24"; with "without 12.3k tokens that have no price" where the money leaves some out. */
export function moneyWords({ costMicroUsd, unpricedTokens }: Money): string {
  const cost = costWords(costMicroUsd)
  return unpricedTokens > 0 ? `${cost} without ${unpricedPart(unpricedTokens)}` : cost
}

/** "12.3k tokens that have no price" */
export function unpricedPart(tokens: number): string {
  return `${tokensShort(tokens)} tokens that have no price`
}
