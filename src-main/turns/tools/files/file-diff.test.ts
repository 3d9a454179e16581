import { applyPatch } from 'diff'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { countWords, fileDiff } from './file-diff.ts'

const line = fc.constantFrom('a', 'b', 'c', '', ' ', 'long line of text', '-', '+x', 'é')
const text = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''))

test('the change between any two texts makes the one into the other', () => {
  fc.assert(
    // Without time for an exact comparison, too.
    fc.property(text, text, text, text, fc.constantFrom(1000, -1), (start, end, one, other, timeout) => {
      const before = start + one + end
      const after = start + other + end
      const found = fileDiff('a.txt', before, after, timeout)
      if (before === after) expect(found).toBeNull()
      else expect(applyPatch(before, found?.diff ?? '')).toBe(after)
    }),
    { numRuns: 500 },
  )
})

test('lines are counted as they stand in the file', () => {
  const before = Array.from({ length: 5000 }, (_, at) => `line ${at}\n`).join('')
  const found = fileDiff('a', before, before.replace('line 3000\n', 'new\nnewer\n'))
  expect(found?.diff).toContain('@@ -2998,7 +2998,8 @@')
  expect(found && countWords(found)).toBe('+2 −1')
})

test('texts that have nothing in common are shown as replaced, cut, and fast', () => {
  const one = Array.from({ length: 20_000 }, (_, at) => `one ${at}\n`).join('')
  const other = Array.from({ length: 20_000 }, (_, at) => `other ${at}\n`).join('')
  const found = fileDiff('a', one, other)
  expect(found && countWords(found)).toBe('+20000 −20000')
  expect(found?.diff.length).toBeLessThan(21_000)
})

test('texts that are too long are not compared', () => {
  expect(fileDiff('a', 'x'.repeat(3_000_000), 'y')).toBeNull()
})
