import type { ModelPrice, Price } from '../../src-shared/domain/price.ts'
import { modelKey } from '../models/model-key.ts'
import { type BandedPrice, listPrices, type OwnPrices, priceOf } from '../models/pricing.ts'

/**
 * What every model costs that has a list price, a price of the user's, or was used or is about to be; each once. A price
 * with two bands is shown by its lower one.
 */
export function priceTable(own: OwnPrices, used: readonly string[]): ModelPrice[] {
  const names = new Map<string, string>()
  for (const { model } of listPrices) names.set(modelKey(model), model)
  for (const model of used) if (!names.has(modelKey(model))) names.set(modelKey(model), model)
  // As the user has written it: that is the name under which it is set.
  const yours = new Map(Object.keys(own).map((model) => [modelKey(model), model]))
  for (const [key, model] of yours) names.set(key, model)
  return [...names]
    .map(([key, model]): ModelPrice => {
      const price = priceOf(model, own)
      if (price === null) return { model, price: null, source: 'none' }
      return { model, price: plain(price), source: yours.has(key) ? 'yours' : 'list' }
    })
    .toSorted((a, b) => order[a.source] - order[b.source] || a.model.localeCompare(b.model))
}

/** What needs the user's price comes first. */
const order = { none: 0, yours: 1, list: 2 } as const

function plain({ input, output, cacheRead, cacheWrite }: BandedPrice): Price {
  // Shares of a price are binary fractions: 0.30000000000000004.
  const whole = (rate: number): number => Math.round(rate * 1e6) / 1e6
  return {
    input: whole(input),
    output: whole(output),
    cacheRead: whole(cacheRead),
    cacheWrite: whole(cacheWrite),
  }
}
