import { expect, test } from 'vitest'
import { clockChanges } from './clock-changes.ts'

const at = (iso: string): number => Date.parse(`${iso}Z`)

test('the changes of a year are told with how far the clock goes, forward and back', () => {
  expect(clockChanges('Europe/London', at('2026-01-01T00:00'), at('2027-01-01T00:00'))).toEqual([
    { at: at('2026-03-29T01:00'), byMs: 3_600_000 },
    { at: at('2026-10-25T01:00'), byMs: -3_600_000 },
  ])
  expect(clockChanges('Australia/Lord_Howe', at('2026-01-01T00:00'), at('2026-12-01T00:00'))).toEqual([
    { at: at('2026-04-04T15:00'), byMs: -1_800_000 },
    { at: at('2026-10-03T15:30'), byMs: 1_800_000 },
  ])
})

test('a change at the beginning is left out, one at the end is not', () => {
  const change = at('2026-03-29T01:00')
  expect(clockChanges('Europe/London', change, change + 1000)).toEqual([])
  expect(clockChanges('Europe/London', change - 1, change)).toHaveLength(1)
})

test('a zone without changes, and one that is not known, have none', () => {
  expect(clockChanges('Asia/Kathmandu', 0, at('2030-01-01T00:00'))).toHaveLength(1)
  expect(clockChanges('Asia/Kathmandu', at('2000-01-01T00:00'), at('2030-01-01T00:00'))).toEqual([])
  expect(clockChanges('Mars/Olympus', 0, at('2030-01-01T00:00'))).toEqual([])
})

test('the day that Samoa left out is a change of a whole day', () => {
  expect(clockChanges('Pacific/Apia', at('2011-12-01T00:00'), at('2012-01-15T00:00'))).toEqual([
    { at: at('2011-12-30T10:00'), byMs: 86_400_000 },
  ])
})
