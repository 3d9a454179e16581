import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { replaceText } from './replace-text.ts'

const replace = (text: string, old: string, next: string, all = false) =>
  replaceText(text, { old, new: next, all }, 'a.txt')

test('one place is replaced and everything around it stays', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, after, next) => {
      fc.pre(!`${before}${after}${next}`.includes('§') && !`${before}${after}${next}`.includes('\r'))
      expect(replace(`${before}§${after}`, '§', next)).toEqual({ text: before + next + after, places: 1 })
    }),
  )
})

test('what means something in a replacement pattern stands for itself', () => {
  expect(replace('a.b', '.', '$& $1 $$').text).toBe('a$& $1 $$b')
  expect(replace('x x', 'x', '$&$&', true).text).toBe('$&$& $&$&')
})

describe('line ends stay those of the file', () => {
  test.each([
    ['a\r\nb\r\n', 'a\nb', 'c\nd', 'c\r\nd\r\n'],
    ['a\r\nb\r\n', 'a\r\nb', 'c\nd', 'c\r\nd\r\n'],
    ['a\nb\n', 'a\r\nb', 'c\r\nd', 'c\nd\n'],
    ['a\r\nb\nc', 'b\nc', 'd\ne', 'a\r\nd\ne'],
  ])('%j, %j by %j: %j', (text, old, next, result) => {
    expect(replace(text, old, next).text).toBe(result)
  })
})

test.each([
  ['aaa', 'aa', 'b', 'a.txt" 2 times'],
  ['aaa', 'b', 'c', 'is not in "a.txt"'],
  ['a\r\n', 'a\n', 'a\r\n', 'the same'],
])('%j, %j by %j is refused', (text, old, next, why) => {
  expect(() => replace(text, old, next)).toThrow(why)
})
