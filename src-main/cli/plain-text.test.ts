import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainRow, plainText } from './plain-text.ts'

test.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u009b31mred', 'red'],
  ['\u001b]0;title\u0007text', 'text'],
  ['\u001b]8;;https://evil\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['\u001b]52;c;ZXZpbA==\u0007', ''],
  ['\u001bPdevice\u001b\\control', 'control'],
  ['over\rwritten\u0008', 'overwritten'],
  ['a\nb\tc', 'a\nb\tc'],
  ['abc\u202egpj.exe', 'abcgpj.exe'],
  ['naïve 日本 🐭‍👩', 'naïve 日本 🐭‍👩'],
])('%j is shown as %j', (text, plain) => {
  expect(plainText(text)).toBe(plain)
})

test('nothing that a terminal obeys is left of any text', () => {
  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\u001b', '[', ']', ';', 'm', '\u0007', '\u009b', '\\', '\r', 'x'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  })
  fc.assert(
    fc.property(hostile, (text) => {
      // oxlint-disable-next-line no-control-regex -- they must not be there
      expect(plainText(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
      expect(plainRow(text)).not.toMatch(/[\n\t]/)
    }),
  )
})

test('text without control characters is left as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{L}\p{N}\p{P}\p{S}\n ]*$/u), (text) => {
      expect(plainText(text)).toBe(text)
    }),
  )
})
