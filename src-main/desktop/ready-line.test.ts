import { expect, test } from 'vitest'
import { readyLine } from './ready-line.ts'

test('the ready line has the fixed form, with the next fire as an instant', () => {
  expect(readyLine({ pid: 7, schedules: 2, nextAt: 1_700_000_000_000, socketPath: '/d/control.sock' })).toBe(
    'dormouse ready pid=7 schedules=2 next=2023-11-14T22:13:20.000Z socket=/d/control.sock',
  )
})

test('the ready line says never when no schedule is armed', () => {
  expect(readyLine({ pid: 7, schedules: 0, nextAt: null, socketPath: '/d/control.sock' })).toBe(
    'dormouse ready pid=7 schedules=0 next=never socket=/d/control.sock',
  )
})
