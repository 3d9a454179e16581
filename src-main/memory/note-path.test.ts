import { expect, test } from 'vitest'
import { noteNames } from './note-path.ts'

test.each([['plans.md'], ['work/2026/plans.md'], ['Grüße.txt'], ['a b.md']])('%s is a good name', (path) => {
  expect(noteNames(path)).toEqual(path.split('/'))
})

test.each([
  '',
  '/',
  '/etc/passwd',
  '..',
  '../x',
  'a/../../x',
  'a/..',
  './a',
  '.hidden',
  'a/.git/config',
  'a//b',
  'a/',
  String.raw`..\x`,
  String.raw`a\b`,
  'C:/x',
  'a:stream',
  '%2e%2e/x',
  'a%2Fb',
  'a\0b',
  'a\nb',
  'a\u202eb',
  'con',
  'aux.md',
  'COM1',
  'ends.',
  'ends ',
  'node_modules/x',
  'x'.repeat(101),
  'a/b/c/d/e/f/g',
])('%j is refused with a sentence', (path) => {
  expect(() => noteNames(path)).toThrow(/note/)
})
