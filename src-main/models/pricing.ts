import type { Price } from '../../src-shared/domain/price.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { modelKey } from './model-key.ts'

export interface PricedTokens {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
}

/** Prices that the user has set, by the names of models as they were typed. */
export type OwnPrices = Settings['prices']

/** What a model costs, and what a request costs whose prompt is longer than so many tokens, cached ones included. */
export interface BandedPrice extends Price {
  readonly long?: { readonly above: number; readonly price: Price }
}

/** Where nothing else is said, a cache read costs a tenth of the input and a write five quarters of it. */
function rates(input: number, output: number, cacheReadShare = 0.1): Price {
  return { input, output, cacheRead: input * cacheReadShare, cacheWrite: input * 1.25 }
}

/**
 * List prices of the Claude API as of 2026-11-21 (platform.claude.com, Pricing); that of Fable 5.2 by its
 * announcement of 2026-11-09, and Mythos as Fable, as it has always been. Batch discounts, fast mode and one-hour cache
 * writes are not used here.
 */
const listed: ReadonlyMap<string, BandedPrice> = new Map(
  Object.entries<BandedPrice>({
    'claude-fable-5-2': rates(8, 40, 0.025),
    'claude-mythos-5-2': rates(8, 40, 0.025),
    'claude-fable-5-1': rates(10, 50, 0.025),
    'claude-mythos-5-1': rates(10, 50, 0.025),
    'claude-fable-5': rates(10, 50),
    'claude-mythos-5': rates(10, 50),
    'claude-opus-5-5': rates(4, 20, 0.05),
    'claude-opus-5': rates(5, 25),
    'claude-opus-4-8': rates(5, 25),
    'claude-opus-4-7': rates(5, 25),
    'claude-opus-4-6': rates(5, 25),
    'claude-opus-4-5': rates(5, 25),
    'claude-sonnet-5-5': rates(2, 10, 0.05),
    'claude-sonnet-5': rates(2, 10),
    'claude-sonnet-4-6': rates(3, 15),
    'claude-sonnet-4-5': rates(3, 15),
    'claude-haiku-5-5': { ...rates(0.1, 0.5), long: { above: 100_000, price: rates(0.5, 2.5) } },
    'claude-haiku-4-5': rates(1, 5),
  }),
)

/** Every model with a list price, by its plain name. */
export const listPrices: readonly { readonly model: string; readonly price: BandedPrice }[] = [...listed].map(
  ([model, known]) => ({ model, price: known }),
)

/**
 * What a model costs: as the user has set it, else by the list. `null` for one that neither knows, such as a local one or a
 * gateway's own name: no neighbour lends it a price.
 */
export function priceOf(model: string, own: OwnPrices): BandedPrice | null {
  const key = modelKey(model)
  const yours = Object.entries(own).findLast(([name]) => modelKey(name) === key)?.[1]
  return yours ?? listed.get(key) ?? null
}

/** What one model call cost, in whole µ$ (millionths of a US dollar), rounded up so that money is never under-counted. */
export function costMicroUsd(price: BandedPrice, tokens: PricedTokens): number {
  const prompt = tokens.inputTokens + tokens.cacheReadTokens + tokens.cacheWriteTokens
  const rate = bandOf(price, prompt)
  return rounded(
    tokens.inputTokens * rate.input +
      tokens.outputTokens * rate.output +
      tokens.cacheReadTokens * rate.cacheRead +
      tokens.cacheWriteTokens * rate.cacheWrite,
  )
}

/** The most that a call can cost whose prompt and answer have at most so many tokens, in whole µ$. */
export function mostMicroUsd(price: BandedPrice, promptTokens: number, outputTokens: number): number {
  const rate = bandOf(price, promptTokens)
  return rounded(
    promptTokens * Math.max(rate.input, rate.cacheWrite, rate.cacheRead) + outputTokens * rate.output,
  )
}

function bandOf(price: BandedPrice, promptTokens: number): Price {
  return price.long !== undefined && promptTokens > price.long.above ? price.long.price : price
}

// Sums of binary fractions may lie a hair above a whole number; that must not count as one more.
function rounded(cost: number): number {
  return Math.ceil(cost - 1e-6)
}

/** What web searches cost beyond their tokens, in µ$: 10 US dollars for a thousand (same list, same day). Fetching costs only tokens. */
export function searchCostMicroUsd(searches: number): number {
  return searches * 10_000
}
