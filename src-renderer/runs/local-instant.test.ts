import { expect, it } from 'vitest'
import { localDay, localInstant, localTime } from './local-instant.ts'

it('a day and a time of day are the instant that they were made of', () => {
  const at = new Date(2026, 2, 5, 7, 4).getTime()
  expect([localDay(at), localTime(at)]).toEqual(['2026-03-05', '07:04'])
  expect(localInstant(localDay(at), localTime(at))).toBe(at)
})

it.each([
  ['', '09:30'],
  ['2026-11-21', ''],
  ['2026-13-01', '09:30'],
  ['2026-11-21', '25:00'],
  ['21.11.2026', '09:30'],
])('%j at %j is no instant', (day, time) => {
  expect(localInstant(day, time)).toBeNull()
})
