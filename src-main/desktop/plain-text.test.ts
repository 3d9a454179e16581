import { expect, test } from 'vitest'
import { oneLine, plainText } from './plain-text.ts'

test('what hides or reorders text is left out, and what people write stays', () => {
  expect(plainText('safe\u202eexe.txt\u0000\u001b[31m \ud83d')).toBe('safeexe.txt[31m ')
  expect(plainText('Grüße\n\t你好 🐭')).toBe('Grüße\n\t你好 🐭')
})

test('a text of several lines becomes one', () => {
  expect(oneLine('  first\r\n\n second\u2028third ', 60)).toBe('first second third')
})

test('a long line is cut at a whole character', () => {
  expect(oneLine('🐭'.repeat(9), 5)).toBe('🐭🐭🐭🐭…')
  expect(oneLine('one two', 5)).toBe('one…')
  expect(oneLine('exact', 5)).toBe('exact')
})
