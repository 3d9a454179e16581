import { expect, it } from 'vitest'
import { costWords, tokensShort } from './format-usage.ts'

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1k'],
  [18_432, '18.4k'],
  [999_499, '999k'],
  [999_500, '1M'],
  [1_250_000, '1.3M'],
])('%d tokens are %s', (tokens, words) => {
  expect(tokensShort(tokens)).toBe(words)
})

it.each([
  [0, '$0'],
  [1, 'under $0.01'],
  [61_400, '$0.06'],
  [1_240_000, '$1.24'],
])('%d millionths of a dollar are %s', (cost, words) => {
  expect(costWords(cost)).toBe(words)
})
