import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGlob } from './glob.ts'

function fits(glob: string, path: string): boolean | undefined {
  return createGlob(glob)?.(path)
}

test.each([
  ['*.ts', 'src/a.ts', true],
  ['*.ts', 'src/a.tsx', false],
  ['*.{ts,tsx}', 'a.tsx', true],
  ['src/*.ts', 'src/a.ts', true],
  ['src/*.ts', 'src/deep/a.ts', false],
  ['src/**/*.ts', 'src/a.ts', true],
  ['src/**/*.ts', 'src/very/deep/a.ts', true],
  ['**/test/**', 'a/test/b', true],
  ['/src/*', 'src/a', true],
  ['./src/*', 'src/a', true],
  ['?.md', 'a.md', true],
  ['?.md', 'ab.md', false],
  ['[a-c]x', 'bx', true],
  ['[!a-c]x', 'bx', false],
  ['a+b', 'a+b', true],
  ['a.b', 'axb', false],
])('%s and %s: %s', (glob, path, expected) => {
  expect(fits(glob, path)).toBe(expected)
})

test('braces that stand for thousands of patterns are refused', () => {
  expect(createGlob('{a,b}'.repeat(20))).toBeNull()
})

test('a pattern of many stars answers on a long name', () => {
  expect(fits(`${'*a'.repeat(40)}b`, 'a'.repeat(4000))).toBe(false)
})

test('a name without special characters fits itself and nothing else', () => {
  const name = fc.stringMatching(/^[a-z.+()$^|]{1,12}$/)
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(fits(a, b)).toBe(a === b)
    }),
  )
})
