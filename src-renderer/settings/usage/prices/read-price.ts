import type { Price } from '../../../../src-shared/domain/price.ts'

export const rates = [
  { name: 'input', label: 'Input' },
  { name: 'output', label: 'Output' },
  { name: 'cacheRead', label: 'Cache read' },
  { name: 'cacheWrite', label: 'Cache write' },
] as const satisfies readonly { readonly name: keyof Price; readonly label: string }[]

export type RateName = (typeof rates)[number]['name']
export type PriceTexts = Readonly<Record<RateName, string>>

/** What a cache costs where nothing is said, as parts of the input; as the list has it for most models. */
const cacheShares = { cacheRead: 0.1, cacheWrite: 1.25 } as const
const most = 100_000

export const emptyPriceTexts: PriceTexts = { input: '', output: '', cacheRead: '', cacheWrite: '' }

export function priceTexts(price: Price): PriceTexts {
  return {
    input: String(price.input),
    output: String(price.output),
    cacheRead: String(price.cacheRead),
    cacheWrite: String(price.cacheWrite),
  }
}

export type PriceReading =
  | { readonly ok: true; readonly price: Price }
  | { readonly ok: false; readonly field: RateName; readonly problem: string }

/** The price that the fields say, dollars for a million tokens, or the first thing that is wrong with it. */
export function readPrice(texts: PriceTexts): PriceReading {
  const price = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }
  for (const { name, label } of rates) {
    const text = texts[name].trim().replace(',', '.')
    if (text === '') {
      if (name === 'input' || name === 'output') {
        return { ok: false, field: name, problem: `${label}: give dollars for a million tokens; 0 is free.` }
      }
      price[name] = usualCacheRate(name, price.input)
      continue
    }
    const value = Number(text)
    if (!Number.isFinite(value) || value < 0 || value > most) {
      return {
        ok: false,
        field: name,
        problem: `${label}: give a number from 0 to ${most.toLocaleString('en')}.`,
      }
    }
    price[name] = value
  }
  return { ok: true, price }
}

/** What a cache field that is left empty stands for; dollars for a million tokens. */
export function usualCacheRate(name: 'cacheRead' | 'cacheWrite', input: number): number {
  // Sums of binary fractions: 0.30000000000000004 is 0.3.
  return Number((input * cacheShares[name]).toFixed(6))
}

/** What stands in a field that is left empty. */
export function emptyRateHint(name: RateName, texts: PriceTexts): string {
  const input = Number(texts.input.trim().replace(',', '.'))
  if (name === 'input' || name === 'output' || texts.input.trim() === '' || !Number.isFinite(input)) return ''
  return String(usualCacheRate(name, input))
}
