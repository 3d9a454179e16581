import { describe, expect, test } from 'vitest'
import type { Trigger } from '../../src-shared/domain/schedule.ts'
import { cronCalendar } from './cron-calendar.ts'
import { nextFire } from './next-fire.ts'

const cron = (expression: string, timeZone = 'UTC'): Trigger => ({ kind: 'cron', expression, timeZone })

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

describe('next-fire', () => {
  test('a one-time schedule fires once and is finished', () => {
    const trigger: Trigger = { kind: 'once', at: 5000 }
    expect(nextFire(trigger, 4999)).toBe(5000)
    expect(nextFire(trigger, 5000)).toBeNull()
  })

  test('an interval is absolute: its anchor plus multiples, whenever it is asked', () => {
    const trigger: Trigger = { kind: 'interval', everyMs: 60_000, anchor: 7000 }
    expect(nextFire(trigger, 7000)).toBe(67_000)
    expect(nextFire(trigger, 66_999)).toBe(67_000)
    expect(nextFire(trigger, 600_000)).toBe(607_000)
    expect(nextFire({ kind: 'interval', everyMs: 60_000 }, 60_001)).toBe(120_000)
  })

  test('a daily one is at the same wall time tomorrow, and never twice a day', () => {
    expect(fires(cron('30 1 * * *', 'America/New_York'), '2026-10-31T00:00:00Z', 3)).toEqual([
      '2026-10-31T05:30',
      '2026-11-01T05:30',
      '2026-11-02T06:30',
    ])
  })

  test('a time that the clock skips fires once at the first valid instant after the gap', () => {
    expect(fires(cron('30 2 * * *', 'America/New_York'), '2026-03-08T00:00:00Z', 2)).toEqual([
      '2026-03-08T07:00',
      '2026-03-09T06:30',
    ])
    expect(fires(cron('5,20,40 * * * *', 'America/New_York'), '2026-03-08T06:30:00Z', 3)).toEqual([
      '2026-03-08T06:40',
      '2026-03-08T07:00',
      '2026-03-08T07:05',
    ])
  })

  test('a time that the clock repeats fires once, the first time', () => {
    expect(fires(cron('30 1 * * *', 'Europe/London'), '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ])
    const second = Date.parse('2026-10-25T01:00:00Z')
    expect(nextFire(cron('30 1 * * *', 'Europe/London'), second)).toBe(Date.parse('2026-10-26T01:30:00Z'))
  })

  test('an interval goes on through the repeated hour and over the gap as if there were none', () => {
    const halfHour: Trigger = { kind: 'interval', everyMs: 1_800_000, anchor: 0 }
    expect(fires(halfHour, '2026-10-25T00:10:00Z', 4)).toEqual([
      '2026-10-25T00:30',
      '2026-10-25T01:00',
      '2026-10-25T01:30',
      '2026-10-25T02:00',
    ])
    expect(fires(halfHour, '2026-03-29T00:40:00Z', 2)).toEqual(['2026-03-29T01:00', '2026-03-29T01:30'])
  })

  test('a gap of half an hour is left at its end, not an hour later', () => {
    expect(fires(cron('15 2 * * *', 'Australia/Lord_Howe'), '2026-10-03T12:00:00Z', 2)).toEqual([
      '2026-10-03T15:30',
      '2026-10-04T15:15',
    ])
  })

  test('the half hour that Lord Howe repeats fires once, the first time', () => {
    expect(fires(cron('45 1 * * *', 'Australia/Lord_Howe'), '2026-04-04T00:00:00Z', 2)).toEqual([
      '2026-04-04T14:45',
      '2026-04-05T15:15',
    ])
  })

  test('zones ahead by half hours and by 45 minutes keep their wall time', () => {
    const after = '2026-11-21T12:00:00Z'
    expect(fires(cron('0 9 * * *', 'Asia/Kolkata'), after, 1)).toEqual(['2026-11-22T03:30'])
    expect(fires(cron('0 9 * * *', 'Asia/Kathmandu'), after, 1)).toEqual(['2026-11-22T03:15'])
    expect(fires(cron('0 9 * * *', 'America/St_Johns'), after, 1)).toEqual(['2026-11-21T12:30'])
    expect(fires(cron('45 2 * * *', 'Pacific/Chatham'), '2026-09-25T14:00:00Z', 3)).toEqual([
      '2026-09-26T14:00',
      '2026-09-27T13:00',
      '2026-09-28T13:00',
    ])
  })

  test('a wildcard fires in the first pass of the repeated hour only', () => {
    expect(fires(cron('*/30 * * * *', 'Europe/London'), '2026-10-25T00:10:00Z', 3)).toEqual([
      '2026-10-25T00:30',
      '2026-10-25T02:00',
      '2026-10-25T02:30',
    ])
  })

  test('the slots of the day that Samoa left out fire once, at the midnight that ends it', () => {
    expect(fires(cron('0 9 * * *', 'Pacific/Apia'), '2011-12-29T00:00:00Z', 3)).toEqual([
      '2011-12-29T19:00',
      '2011-12-30T10:00',
      '2011-12-30T19:00',
    ])
  })

  test("the weekday is judged in the schedule's zone", () => {
    expect(fires(cron('0 1 * * 1', 'Asia/Kathmandu'), '2026-11-21T00:00:00Z', 1)).toEqual([
      '2026-11-22T19:15',
    ])
  })

  test('several weekdays: the nearest', () => {
    expect(fires(cron('0 9 * * 1,4', 'UTC'), '2026-11-24T00:00:00Z', 2)).toEqual([
      '2026-11-26T09:00',
      '2026-11-30T09:00',
    ])
  })

  test('the 31st skips short months', () => {
    expect(fires(cron('0 9 31 * *'), '2026-01-31T09:00:00Z', 3)).toEqual([
      '2026-03-31T09:00',
      '2026-05-31T09:00',
      '2026-07-31T09:00',
    ])
  })

  test('the last day of the month, its last weekday and its second Tuesday are found in every month', () => {
    expect(fires(cron('0 9 L * *'), '2028-02-01T00:00:00Z', 2)).toEqual([
      '2028-02-29T09:00',
      '2028-03-31T09:00',
    ])
    expect(fires(cron('0 9 LW * *'), '2026-05-01T00:00:00Z', 2)).toEqual([
      '2026-05-29T09:00',
      '2026-06-30T09:00',
    ])
    expect(fires(cron('0 9 * * tue#2'), '2026-11-01T00:00:00Z', 2)).toEqual([
      '2026-11-10T09:00',
      '2026-12-08T09:00',
    ])
    expect(fires(cron('0 9 * * 5L'), '2026-11-01T00:00:00Z', 1)).toEqual(['2026-11-27T09:00'])
    expect(fires(cron('0 9 15W * *'), '2026-11-01T00:00:00Z', 1)).toEqual(['2026-11-16T09:00'])
  })

  test('29 February waits for a leap year, over a century that has none', () => {
    expect(fires(cron('0 9 29 2 *'), '2026-01-01T00:00:00Z', 1)).toEqual(['2028-02-29T09:00'])
    expect(fires(cron('0 9 29 2 *'), '2096-03-01T00:00:00Z', 1)).toEqual(['2104-02-29T09:00'])
  })

  test('six fields have the seconds first', () => {
    expect(nextFire(cron('*/10 * * * * *'), 12_345)).toBe(20_000)
  })

  test('a cron that never fires has no next instant', () => {
    for (const expression of [
      '0 0 31 2 *',
      '0 0 30 2 *',
      '0 0 31 4,6,9,11 *',
      '0 0 31W 2 *',
      '0 0 30 2 +1',
    ]) {
      expect(nextFire(cron(expression, 'Europe/London'), Date.UTC(2026, 10, 21))).toBeNull()
    }
  })

  test('a cron that never fires is known to be one after the first search', () => {
    const calendar = cronCalendar('0 0 31 2,4 *')
    expect(calendar.next(0)).toBeNull()
    expect(calendar.next(1)).toBeNull()
    expect(calendar.count(0, 400 * 366 * 86_400_000)).toBe(0)
  })

  test('what cannot be read has no next instant and throws nothing', () => {
    expect(nextFire(cron('61 * * * *'), 0)).toBeNull()
    expect(nextFire(cron('0 9 * * *', 'Mars/Olympus'), 0)).toBeNull()
    for (const after of [NaN, Infinity, -Infinity, 8.64e15]) {
      expect(nextFire(cron('0 9 * * *', 'Europe/London'), after)).toBeNull()
    }
    expect(nextFire({ kind: 'interval', everyMs: 1000 }, NaN)).toBeNull()
    expect(nextFire({ kind: 'interval', everyMs: NaN }, 0)).toBeNull()
    expect(nextFire({ kind: 'once', at: NaN }, 0)).toBeNull()
  })

  test('a zone that gave up its changes keeps the offset it has since', () => {
    expect(fires(cron('0 9 * * *', 'America/Sao_Paulo'), '2026-10-17T00:00:00Z', 2)).toEqual([
      '2026-10-17T12:00',
      '2026-10-18T12:00',
    ])
    const tehran = cron('30 0 22 3 *', 'Asia/Tehran')
    expect(fires(tehran, '2022-01-01T00:00:00Z', 2)).toEqual(['2022-03-21T20:30', '2023-03-21T21:00'])
    expect(fires(cron('30 2 * 4 0', 'America/Mexico_City'), '2023-04-01T12:00:00Z', 1)).toEqual([
      '2023-04-02T08:30',
    ])
  })
})
