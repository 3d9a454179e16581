import type { ModelPrice } from '../../../../src-shared/domain/price.ts'

const rank: Readonly<Record<ModelPrice['source'], number>> = { none: 0, yours: 1, list: 2 }

/** The models whose name has every word of the search: first those without a price, then the user's own, then the list. */
export function findPrices(prices: readonly ModelPrice[], search: string): readonly ModelPrice[] {
  const words = search.toLowerCase().split(/\s+/)
  return prices
    .filter(({ model }) => words.every((word) => model.toLowerCase().includes(word)))
    .toSorted((a, b) => rank[a.source] - rank[b.source] || (a.model < b.model ? -1 : 1))
}
