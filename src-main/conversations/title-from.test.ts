import { expect, it } from 'vitest'
import { titleFrom, untitled } from './title-from.ts'

it('a title is the first line, cut at a word', () => {
  expect(titleFrom('Make the button green\nand the rest blue')).toBe('Make the button green')
  expect(titleFrom('word '.repeat(30))).toMatch(/^(word ){10,11}word…$/)
  expect(titleFrom('x'.repeat(100))).toHaveLength(61)
  expect(titleFrom(' \n ')).toBe(untitled)
})
