import { expect, it } from 'vitest'
import type { FinishedCall } from '../store/tool-call-store.ts'
import { repeatedCall } from './repeated-call.ts'

const acts = (name: string): boolean => name !== 'read'
const did = (name: string, input: unknown, result: string, isError = false): FinishedCall => ({
  name,
  input,
  result,
  isError,
})
const read = (path: string, result = 'the same'): FinishedCall => did('read', { path }, result)
const times = (calls: readonly FinishedCall[]): number => repeatedCall(calls, acts)?.times ?? 0

it('the same call with the same result is counted, however its input is ordered', () => {
  expect(repeatedCall([], acts)).toBeNull()
  expect(times([did('read', { a: 1, b: 2 }, 'x'), did('read', { b: 2, a: 1 }, 'x')])).toBe(2)
  expect(times([read('x'), read('y'), read('x'), read('z'), read('x')])).toBe(3)
  expect(times([read('x'), read('y'), read('z')])).toBe(1)
})

it('a result that changes is no repetition, and what was counted before counts no more', () => {
  expect(times([read('x', '1'), read('x', '2'), read('x', '3'), read('x', '4'), read('x', '5')])).toBe(1)
  expect(times([read('y'), read('y'), read('x', '1'), read('x', '2'), read('y')])).toBe(1)
})

it('what another call has newly done is progress; what failed, or was done the same way before, is none', () => {
  const edit = (text: string, isError = false) => did('edit', { text }, 'Done.', isError)
  expect(times([read('x'), read('x'), edit('a'), read('x')])).toBe(1)
  expect(times([read('x'), read('x'), edit('a', true), read('x')])).toBe(3)
  const turns = [edit('a'), read('x'), edit('a'), read('x'), edit('a'), read('x'), edit('a'), read('x')]
  expect(times(turns)).toBe(4)
})

it('a call that acts repeats itself like any other one', () => {
  expect(times(Array.from({ length: 5 }, () => did('run', { command: 'make' }, 'failed')))).toBe(5)
  expect(times(Array.from({ length: 5 }, () => did('run', { command: 'make' }, 'failed', true)))).toBe(5)
})
