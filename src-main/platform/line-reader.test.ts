import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLineReader } from './line-reader.ts'

/** What a reader makes of the bytes, cut at the given places. */
function read(bytes: Uint8Array, cuts: readonly number[], mostBytes: number): string[] {
  const seen: string[] = []
  const reader = createLineReader({
    mostBytes,
    onLine: (line) => seen.push(line),
    onTooLong: () => seen.push('TOO LONG'),
  })
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b)
  let from = 0
  for (const to of [...places, bytes.length]) {
    reader.push(bytes.subarray(from, to))
    from = to
  }
  reader.end()
  return seen
}

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((line) => line.replaceAll('\n', ''))

test('however a stream is cut into chunks, the lines are the same', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 60 }), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
      expect(read(bytes, cuts, 10_000)).toEqual(lines.filter((line) => line.trim() !== ''))
    }),
  )
})

test('a line that is too long is reported once, and the ones around it are whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 40 }), { maxLength: 10 }),
      fc.array(fc.nat(), { maxLength: 60 }),
      (lengths, cuts) => {
        const lines = lengths.map((length) => 'x'.repeat(length))
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
        const expected = lines
          .filter((line) => line !== '')
          .map((line) => (line.length > 20 ? 'TOO LONG' : line))
        expect(read(bytes, cuts, 20)).toEqual(expected)
      },
    ),
  )
})

test('a last line without a newline is a line', () => {
  expect(read(Buffer.from('one\ntwo'), [2, 5], 100)).toEqual(['one', 'two'])
})
