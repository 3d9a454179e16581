import { expect, it } from 'vitest'
import { readGivenTrigger } from './given-trigger.ts'

const berlin = 'Europe/Berlin'
const once = (at: string, timeZone?: string) =>
  readGivenTrigger({ kind: 'once', at, ...(timeZone === undefined ? {} : { timeZone }) }, berlin)
const instant = (iso: string) => ({ trigger: { kind: 'once', at: Date.parse(iso) } })

it("a local time is one of the user's zone, or of the zone that is named", () => {
  expect(once('2026-11-23T09:00')).toEqual(instant('2026-11-23T08:00:00Z'))
  expect(once('2026-07-01 09:00:30')).toEqual(instant('2026-07-01T07:00:30Z'))
  expect(once('2026-11-23T09:00', 'Asia/Tokyo')).toEqual(instant('2026-11-23T00:00:00Z'))
})

it('a local time that the clock skips is the first instant after the gap, a repeated one is the first', () => {
  expect(once('2027-03-28T02:30')).toEqual(instant('2027-03-28T01:00:00Z'))
  expect(once('2026-10-25T02:30')).toEqual(instant('2026-10-25T00:30:00Z'))
})

it.each(['2026-02-31T09:00', '2026-11-23T25:00', '2026-11-23', 'tomorrow', '', '2026-11-23T09:00Z'])(
  '“%s” is refused with how to write it',
  (at) => {
    expect(once(at)).toEqual({ problem: expect.stringContaining('2026-11-23T09:00, without a zone') })
  },
)

it('an unknown zone is refused by its name', () => {
  expect(once('2026-11-23T09:00', 'Mars/Olympus')).toEqual({
    problem: expect.stringContaining('"Mars/Olympus" is not known'),
  })
})

it("a repetition by the clock is of the user's zone unless it names one; an interval has none", () => {
  const expression = '0 9 * * 1-5'
  expect(readGivenTrigger({ kind: 'cron', expression }, berlin)).toEqual({
    trigger: { kind: 'cron', expression, timeZone: berlin },
  })
  expect(readGivenTrigger({ kind: 'cron', expression, timeZone: 'Asia/Tokyo' }, berlin)).toEqual({
    trigger: { kind: 'cron', expression, timeZone: 'Asia/Tokyo' },
  })
  expect(readGivenTrigger({ kind: 'interval', minutes: 90 }, berlin)).toEqual({
    trigger: { kind: 'interval', everyMs: 5_400_000 },
  })
})
