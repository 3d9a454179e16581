import { expect, it } from 'vitest'
import { cleanTitle, plainTitle } from './clean-title.ts'

it('a title is one plain line of at most 80 characters', () => {
  expect(cleanTitle('  Blue\n  buttons\t')).toBe('Blue buttons')
  expect(cleanTitle('“Blue buttons.”')).toBe('Blue buttons')
  expect(cleanTitle('**Blue** buttons**')).toBe('Blue** buttons')
  expect(Array.from(cleanTitle('😀'.repeat(100)))).toHaveLength(80)
})

it('a title holds nothing that is not seen or turns others around', () => {
  expect(plainTitle('a\u{202e}b\u{200b}c\u{0}d\u{2028}e')).toBe('abcd e')
  expect(cleanTitle('\u{200f}\u{202e}')).toBe('')
})

it('joined emoji of a title stay whole, and nothing else is joined', () => {
  for (const title of ['👩‍💻 code', '👩🏽‍💻', '❤️‍🔥', '👨‍👩‍👧', '🤷‍♂️']) expect(cleanTitle(title)).toBe(title)
  expect(plainTitle('a\u{200d}b 🚀\u{200d} x\u{200d}🚀 \u{200d}')).toBe('ab 🚀 x🚀')
  expect(cleanTitle('a'.repeat(78) + '👩‍💻👩‍💻')).toBe(`${'a'.repeat(78)}👩…`)
})
