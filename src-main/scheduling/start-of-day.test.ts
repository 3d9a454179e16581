import { expect, it } from 'vitest'
import { startOfDay } from './start-of-day.ts'

const starts = (now: string, timeZone: string): string =>
  new Date(startOfDay(Date.parse(now), timeZone)).toISOString()

it('a day begins at midnight of its zone, whatever the zone of the process', () => {
  expect(starts('2026-11-21T09:00:00Z', 'UTC')).toBe('2026-11-21T00:00:00.000Z')
  expect(starts('2026-11-21T22:59:59Z', 'Europe/Berlin')).toBe('2026-11-20T23:00:00.000Z')
  expect(starts('2026-11-21T23:00:00Z', 'Europe/Berlin')).toBe('2026-11-21T23:00:00.000Z')
  expect(starts('2026-11-21T09:00:00Z', 'America/Los_Angeles')).toBe('2026-11-21T08:00:00.000Z')
  expect(starts('2026-11-21T07:00:00Z', 'America/Los_Angeles')).toBe('2026-11-20T08:00:00.000Z')
  expect(starts('2026-11-21T09:00:00Z', 'Asia/Kathmandu')).toBe('2026-11-20T18:15:00.000Z')
})

it('on the days of a clock change it is the midnight before the change', () => {
  expect(starts('2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
  expect(starts('2026-10-25T12:00:00Z', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z')
})

it('where the clock skips midnight the day begins after the gap, and where it repeats it, at the first', () => {
  // Beirut goes from 00:00 to 01:00, Havana from 01:00 back to 00:00.
  expect(starts('2026-03-29T12:00:00Z', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z')
  expect(starts('2026-11-01T12:00:00Z', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z')
  expect(starts('2026-11-01T05:30:00Z', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z')
})
