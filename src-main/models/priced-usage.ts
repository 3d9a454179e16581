import type { CallUsage } from '../store/call-usage.ts'
import { costMicroUsd, type OwnPrices, priceOf, type PricedTokens } from './pricing.ts'

/** By what calls of a connection are priced: the user's prices before the list, or nothing, because it is free. */
export type Pricing = { readonly kind: 'priced'; readonly own: OwnPrices } | { readonly kind: 'free' }

export const listPricing: Pricing = { kind: 'priced', own: {} }

/** One call, with the money it cost by the prices of the moment; without a price its tokens are counted as unpriced. */
export function pricedUsage(model: string, tokens: PricedTokens, pricing: Pricing): CallUsage {
  if (pricing.kind === 'free') return { ...tokens, costMicroUsd: 0, steps: 1 }
  const price = priceOf(model, pricing.own)
  if (price !== null) return { ...tokens, costMicroUsd: costMicroUsd(price, tokens), steps: 1, model }
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = tokens
  const unpricedTokens = inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens
  return { ...tokens, costMicroUsd: 0, steps: 1, model, unpricedTokens }
}
