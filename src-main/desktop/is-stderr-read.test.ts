import { expect, test } from 'vitest'
import { isStderrRead } from './is-stderr-read.ts'

const stream = (kind: 'pipe' | 'socket' | 'file') => ({
  dev: 8,
  ino: 42,
  isFIFO: () => kind === 'pipe',
  isSocket: () => kind === 'socket',
})

test('a terminal and a program that started Dormouse read what it says', () => {
  expect(isStderrRead(true, stream('file'), {})).toBe(true)
  expect(isStderrRead(false, stream('pipe'), {})).toBe(true)
  expect(isStderrRead(false, stream('socket'), {})).toBe(true)
})

test('a file, nothing, and the journal of a desktop session are read by nobody', () => {
  expect(isStderrRead(false, stream('file'), {})).toBe(false)
  expect(isStderrRead(false, null, {})).toBe(false)
  expect(isStderrRead(false, stream('socket'), { JOURNAL_STREAM: '8:42' })).toBe(false)
})

test('a journal that this process does not write to changes nothing', () => {
  expect(isStderrRead(false, stream('socket'), { JOURNAL_STREAM: '8:43' })).toBe(true)
})
