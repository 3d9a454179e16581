import { modelKey } from './model-key.ts'

export interface PricedTokens {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
}

/** US dollars for a million tokens, which is µ$ for one token. Cache writes are those that live five minutes. */
interface Price {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
  /** Prices of a request whose prompt is longer than so many tokens, cached ones included. */
  readonly long?: { readonly above: number; readonly price: Price }
}

/** Where nothing else is said, a cache read costs a tenth of the input and a write five quarters of it. */
function price(input: number, output: number, cacheReadShare = 0.1): Price {
  return { input, output, cacheRead: input * cacheReadShare, cacheWrite: input * 1.25 }
}

const prices: ReadonlyMap<string, Price> = new Map(
  Object.entries({
    'claude-fable-5-2': price(8, 40, 0.025),
    'claude-mythos-5-2': price(8, 40, 0.025),
    'claude-fable-5-1': price(10, 50, 0.025),
    'claude-mythos-5-1': price(10, 50, 0.025),
    'claude-fable-5': price(10, 50),
    'claude-mythos-5': price(10, 50),
    'claude-opus-5-5': price(4, 20, 0.05),
    'claude-opus-5': price(5, 25),
    'claude-opus-4-8': price(5, 25),
    'claude-opus-4-7': price(5, 25),
    'claude-opus-4-6': price(5, 25),
    'claude-opus-4-5': price(5, 25),
    'claude-sonnet-5-5': price(2, 10, 0.05),
    'claude-sonnet-5': price(2, 10),
    'claude-sonnet-4-6': price(3, 15),
    'claude-sonnet-4-5': price(3, 15),
    'claude-haiku-5-5': { ...price(0.1, 0.5), long: { above: 100_000, price: price(0.5, 2.5) } },
    'claude-haiku-4-5': price(1, 5),
  }),
)

/**
 * What one model call cost, in whole µ$ (millionths of a US dollar), rounded up so that money is never under-counted.
 * 0 for a model that is not known here: a local one, a gateway's own name, the practice model.
 *
 * List prices of the Claude API as of 2026-11-21 (platform.claude.com, Pricing); that of Fable 5.2 by its
 * announcement of 2026-11-09, and Mythos as Fable, as it has always been. Batch discounts, fast mode and one-hour cache writes are not used here.
 */
export function costMicroUsd(model: string, tokens: PricedTokens): number {
  const listed = prices.get(modelKey(model))
  if (listed === undefined) return 0
  const prompt = tokens.inputTokens + tokens.cacheReadTokens + tokens.cacheWriteTokens
  const rate = listed.long !== undefined && prompt > listed.long.above ? listed.long.price : listed
  const cost =
    tokens.inputTokens * rate.input +
    tokens.outputTokens * rate.output +
    tokens.cacheReadTokens * rate.cacheRead +
    tokens.cacheWriteTokens * rate.cacheWrite
  // Sums of binary fractions may lie a hair above a whole number; that must not count as one more.
  return Math.ceil(cost - 1e-6)
}

/** What web searches cost beyond their tokens, in µ$: 10 US dollars for a thousand (same list, same day). Fetching costs only tokens. */
export function searchCostMicroUsd(searches: number): number {
  return searches * 10_000
}
