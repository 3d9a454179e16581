import { expect, it } from 'vitest'
import type { ModelPrice } from '../../../../src-shared/domain/price.ts'
import { unpricedWords } from './unpriced-words.ts'

const price = { input: 1, output: 1, cacheRead: 1, cacheWrite: 1 }
const models = (...names: string[]): ModelPrice[] => [
  { model: 'listed', price, source: 'list' },
  ...names.map((model): ModelPrice => ({ model, price: null, source: 'none' })),
]

it('says nothing where the money leaves nothing out', () => {
  expect(unpricedWords(models('a'), 0)).toBeNull()
})

it.each([
  [[], 'The money leaves out 1,200 tokens, whose model had no price.'],
  [['a'], 'The money leaves out 1,200 tokens, whose model had no price. Without one now: a; set it below.'],
  [
    ['a', 'b', 'c', 'd'],
    'The money leaves out 1,200 tokens, whose model had no price. Without one now: a, b, c and one other; set it below.',
  ],
  [
    ['a', 'b', 'c', 'd', 'e'],
    'The money leaves out 1,200 tokens, whose model had no price. Without one now: a, b, c and 2 others; set it below.',
  ],
])('names the models without a price, %j, up to three', (names, words) => {
  expect(unpricedWords(models(...names), 1200)).toBe(words)
})
