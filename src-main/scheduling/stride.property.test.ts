import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Stride, Trigger } from '../../src-shared/domain/schedule.ts'
import { countFires } from './count-fires.ts'
import { nextFire } from './next-fire.ts'
import { triggerOf, wantsDate, type PlainCron } from './testing/brute-force-fires.ts'

const seed = 20261121
const timeZone = 'Europe/London'
const first = Temporal.PlainDate.from('2024-01-01')
const calendar = Array.from({ length: 3 * 365 }, (_, days) => first.add({ days }))
const dates = fc.integer({ min: -4000, max: 4000 }).map((days) => first.add({ days }).toString())
const stride: fc.Arbitrary<Stride> = fc.record({
  count: fc.oneof(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 1000 })),
  unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
  from: dates,
})
const days = fc.oneof(
  fc.constant({ dates: [], weekdays: [] }),
  fc.uniqueArray(fc.integer({ min: 0, max: 6 })).map((weekdays) => ({ dates: [], weekdays })),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 31 }), { maxLength: 5 })
    .map((chosen) => ({ dates: chosen, weekdays: [] })),
)
const noons: fc.Arbitrary<PlainCron> = fc
  .record({ days, every: stride })
  .map((cron) => ({ minutes: [0], hours: [12], ...cron.days, every: cron.every }))

const noonOf = (date: Temporal.PlainDate): number =>
  date.toZonedDateTime({ timeZone, plainTime: '12:00' }).epochMilliseconds

describe('a stride', () => {
  test('fires on the days of every count-th day, week or month and on no others, for three years', () => {
    const property = fc.property(noons, (cron) => {
      const trigger = triggerOf(cron, timeZone)
      const expected = calendar.filter((date) => wantsDate(cron, date)).map(noonOf)
      const end = noonOf(calendar.at(-1) ?? first)
      const found: number[] = []
      for (
        let at = nextFire(trigger, noonOf(first) - 1);
        at !== null && at <= end;
        at = nextFire(trigger, at)
      )
        found.push(at)
      expect({ cron, found }).toEqual({ cron, found: expected })
      expect(countFires(trigger, noonOf(first) - 1, end)).toBe(expected.length)
    })
    fc.assert(property, { seed, numRuns: 150 })
  })

  test('counts in both directions: a later day of the same count means the same', () => {
    const property = fc.property(noons, fc.integer({ min: -9, max: 9 }), dates, (cron, times, from) => {
      if (cron.every === null) return
      const { count, unit } = cron.every
      const moved = Temporal.PlainDate.from(cron.every.from)
      // Months are counted from the one that holds the day, so the day within it does not matter.
      const start = unit === 'month' ? moved.with({ day: 1 }) : moved
      const other = start.add({ [`${unit}s`]: count * times }).toString()
      const shifted = { ...cron, every: { ...cron.every, from: other } }
      const after = noonOf(Temporal.PlainDate.from(from))
      expect(nextFire(triggerOf(shifted, timeZone), after)).toBe(nextFire(triggerOf(cron, timeZone), after))
    })
    fc.assert(property, { seed, numRuns: 200 })
  })

  test('that never meets its cron has no fire, at once and again', () => {
    const never: Trigger[] = [
      {
        kind: 'cron',
        expression: '0 9 * * 2',
        timeZone,
        every: { count: 7, unit: 'day', from: '2026-11-23' },
      },
      {
        kind: 'cron',
        expression: '0 9 1 2 *',
        timeZone,
        every: { count: 2, unit: 'month', from: '2026-11-01' },
      },
      {
        kind: 'cron',
        expression: '0 9 31 2 *',
        timeZone,
        every: { count: 3, unit: 'day', from: '2026-11-01' },
      },
      {
        kind: 'cron',
        expression: '0 9 * * *',
        timeZone,
        every: { count: 2, unit: 'day', from: '2027-02-29' },
      },
    ]
    for (const trigger of never) {
      for (const after of [0, Date.UTC(2026, 10, 21), Date.UTC(2400, 0, 1)])
        expect(nextFire(trigger, after)).toBeNull()
      expect(countFires(trigger, 0, Date.UTC(2400, 0, 1))).toBe(0)
    }
  })

  test('a question from the end of time does not spoil later answers', () => {
    const trigger: Trigger = { kind: 'cron', expression: '7 9 29 2 *', timeZone: 'UTC' }
    expect(nextFire(trigger, 8_640_000_000_000_000 - 33 * 86_400_000)).toBeNull()
    expect(nextFire(trigger, Date.UTC(2026, 10, 21))).toBe(Date.UTC(2028, 1, 29, 9, 7))
  })
})
