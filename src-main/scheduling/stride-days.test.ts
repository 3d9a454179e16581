import { describe, expect, test } from 'vitest'
import type { Stride, Trigger } from '../../src-shared/domain/schedule.ts'
import { nextFire } from './next-fire.ts'
import { nextWithin } from './next-within.ts'

function cron(expression: string, every: Stride, timeZone = 'UTC'): Trigger {
  return { kind: 'cron', expression, timeZone, every }
}

/** The next `count` fires after an ISO instant, as ISO instants to the minute. */
function fires(trigger: Trigger, after: string, count: number): string[] {
  const found: string[] = []
  let at: number | null = Date.parse(after)
  while (found.length < count) {
    at = nextFire(trigger, at)
    if (at === null) break
    found.push(new Date(at).toISOString().slice(0, 16))
  }
  return found
}

describe('every count-th day, week or month', () => {
  test('every other Tuesday leaves one out, over the turn of the year', () => {
    const trigger = cron('0 9 * * 2', { count: 2, unit: 'week', from: '2026-11-24' })
    expect(fires(trigger, '2026-12-01T00:00:00Z', 4)).toEqual([
      '2026-12-08T09:00',
      '2026-12-22T09:00',
      '2027-01-05T09:00',
      '2027-01-19T09:00',
    ])
  })

  test('a week is from Monday to Sunday, whichever of its days it is counted from', () => {
    for (const from of ['2026-11-23', '2026-11-26', '2026-11-29']) {
      expect(fires(cron('0 9 * * 0,1', { count: 2, unit: 'week', from }), '2026-11-23T12:00:00Z', 3)).toEqual(
        ['2026-11-29T09:00', '2026-12-07T09:00', '2026-12-13T09:00'],
      )
    }
  })

  test('every third day goes on over the end of a month and over 29 February', () => {
    const trigger = cron('0 8 * * *', { count: 3, unit: 'day', from: '2028-02-26' })
    expect(fires(trigger, '2028-02-26T08:00:00Z', 3)).toEqual([
      '2028-02-29T08:00',
      '2028-03-03T08:00',
      '2028-03-06T08:00',
    ])
  })

  test('every other month skips a month that lacks the 31st without moving on', () => {
    const trigger = cron('0 9 31 * *', { count: 2, unit: 'month', from: '2026-12-31' })
    expect(fires(trigger, '2026-12-31T09:00:00Z', 2)).toEqual(['2027-08-31T09:00', '2027-10-31T09:00'])
  })

  test('every other year is 24 months', () => {
    const trigger = cron('0 9 1 6 *', { count: 24, unit: 'month', from: '2027-06-01' })
    expect(fires(trigger, '2026-11-21T00:00:00Z', 2)).toEqual(['2027-06-01T09:00', '2029-06-01T09:00'])
  })

  test('days before the one it is counted from count too, and only a start holds back', () => {
    const trigger = cron('0 9 * * *', { count: 2, unit: 'day', from: '2026-12-01' })
    const after = Date.parse('2026-11-21T00:00:00Z')
    expect(nextFire(trigger, after)).toBe(Date.parse('2026-11-21T09:00:00Z'))
    const bounds = { notBefore: Date.parse('2026-12-01T00:00:00Z') }
    expect(nextWithin(trigger, bounds, after)).toBe(Date.parse('2026-12-01T09:00:00Z'))
  })

  test('the day is that of the zone', () => {
    const trigger = cron('0 1 * * *', { count: 2, unit: 'day', from: '2026-11-22' }, 'Asia/Tokyo')
    expect(fires(trigger, '2026-11-21T00:00:00Z', 2)).toEqual(['2026-11-21T16:00', '2026-11-23T16:00'])
  })

  test('a time that the clock skips belongs to the day that it was written for', () => {
    const havana = (from: string): string[] =>
      fires(cron('30 0 * * *', { count: 7, unit: 'day', from }, 'America/Havana'), '2026-03-08T00:00:00Z', 1)
    expect(havana('2026-03-08')).toEqual(['2026-03-08T05:00'])
    const samoa = (from: string): string[] =>
      fires(cron('0 9 * * *', { count: 7, unit: 'day', from }, 'Pacific/Apia'), '2011-12-30T00:00:00Z', 1)
    expect(samoa('2011-12-30')).toEqual(['2011-12-30T10:00'])
    expect(samoa('2011-12-31')).toEqual(['2011-12-30T19:00'])
  })
})
