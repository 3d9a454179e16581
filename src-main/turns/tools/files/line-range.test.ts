import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLineRange } from './line-range.ts'

let folder: string
const { signal } = new AbortController()
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-lines-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// Long enough to cross the chunks in which files are read, with characters of every length in UTF-8.
const line = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\n\ufeff]/g, '')),
  fc
    .tuple(fc.constantFrom('a', 'é', '€', '🐭'), fc.integer({ min: 1, max: 90_000 }))
    .map(([unit, count]) => unit.repeat(count)),
)

test('any range of any file is the lines that a plain split gives', async () => {
  const path = join(folder, 'range')
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 8 }),
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 1, max: 10 }),
      async (all, first, lines) => {
        writeFileSync(path, all.map((text) => `${text}\n`).join(''))
        const handle = await open(path)
        const range = await readLineRange(handle, { first, lines, bytes: 8_000_000, signal })
        await handle.close()
        const expected = all.slice(first - 1, first - 1 + lines)
        expect(range.text).toBe(expected.map((text) => `${text}\n`).join(''))
        expect(range.lines).toBe(expected.length)
        expect(range.end).toBe(first - 1 + lines < all.length ? 'more' : 'end-of-file')
      },
    ),
    { numRuns: 60 },
  )
})
