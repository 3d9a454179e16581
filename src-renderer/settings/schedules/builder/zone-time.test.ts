import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { dateIn, instantIn, offsetAt, timeIn } from './zone-time.ts'

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'UTC',
]

describe('a local time in a zone', () => {
  it('is the instant that Temporal gives, or the end of the gap where the clock skips it', () => {
    const minutes = fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2030, 11, 31) / 60_000 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (zone, minute) => {
        const wall = new Date(minute * 60_000).toISOString()
        const local = Temporal.PlainDateTime.from(wall.slice(0, 16))
        const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
        const isSkipped = !earlier.toPlainDateTime().equals(local)
        const expected = isSkipped
          ? (earlier.getTimeZoneTransition('next')?.epochMilliseconds ?? 0)
          : earlier.epochMilliseconds
        expect(instantIn(zone, wall.slice(0, 10), wall.slice(11, 16))).toBe(expected)
      }),
      { seed: 20261121, numRuns: 300 },
    )
  })

  it.each([
    ['Europe/Berlin', '2027-03-28', '02:30', '2027-03-28T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00Z'],
    ['Pacific/Apia', '2011-12-30', '09:00', '2011-12-30T10:00:00Z'],
  ])('in %s on %s at %s is %s', (zone, date, time, instant) => {
    expect(instantIn(zone, date, time)).toBe(Date.parse(instant))
  })

  it.each([
    ['2026-02-30', '09:00'],
    ['2026-13-01', '09:00'],
    ['', '09:00'],
    ['2026-11-21', ''],
    ['2026-11-21', '25:00'],
  ])('is none for %j and %j', (date, time) => {
    expect(instantIn('Europe/Berlin', date, time)).toBeNull()
  })

  it('is read back from its instant', () => {
    const at = Date.parse('2026-11-21T10:07:30Z')
    expect([dateIn('Asia/Kathmandu', at), timeIn('Asia/Kathmandu', at)]).toEqual(['2026-11-21', '15:52:30'])
    expect(timeIn('Europe/Berlin', at - 30_000)).toBe('11:07')
    expect(offsetAt('Asia/Kathmandu', at)).toBe(345 * 60_000)
  })
})
