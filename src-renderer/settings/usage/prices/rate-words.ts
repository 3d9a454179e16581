const dollars = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 6,
})

/** Dollars for a million tokens: "$3.00", "$0.025". */
export function rateWords(rate: number): string {
  return dollars.format(rate)
}
