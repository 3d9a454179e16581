import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Trigger } from '../../src-shared/domain/schedule.ts'
import { countFires } from './count-fires.ts'
import { nextFire } from './next-fire.ts'
import {
  bruteForceFires,
  changesOf,
  expressionOf,
  localMinutesAround,
  type PlainCron,
} from './testing/brute-force-fires.ts'

const seed = 20261121
const hour = 3_600_000
const zones = [
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/St_Johns',
  'Europe/London',
  'America/New_York',
  'Africa/Cairo',
  'Asia/Gaza',
  'Pacific/Chatham',
  'America/Sao_Paulo',
  'America/Nuuk',
  'Antarctica/Troll',
  'UTC',
]

const subset = (from: number, to: number, most: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: from, max: to }), { maxLength: most })
const plainCron: fc.Arbitrary<PlainCron> = fc.record({
  minutes: fc.oneof(subset(0, 59, 4), fc.constantFrom([0], [30], [0, 15, 30, 45])),
  hours: fc.oneof(subset(0, 23, 4), fc.constantFrom([], [0], [1, 2, 3])),
  weekdays: fc.oneof(fc.constant([]), subset(0, 6, 4)),
})

/** Two changes a zone, drawn by the seed; a zone that never changes is tried around an ordinary noon. */
function sampledChanges(timeZone: string): number[] {
  const changes = changesOf(timeZone, Date.UTC(2024, 0, 1), Date.UTC(2031, 0, 1))
  if (changes.length === 0) return [Date.UTC(2027, 2, 28, 12)]
  return fc.sample(fc.constantFrom(...changes), { seed, numRuns: 2 })
}

function expectSameFires(timeZone: string, change: number): void {
  const minutes = localMinutesAround(timeZone, change)
  const property = fc.property(
    plainCron,
    fc.array(fc.integer({ min: change - 25 * hour, max: change + 20 * hour }), {
      minLength: 5,
      maxLength: 12,
    }),
    (cron, afters) => {
      const trigger: Trigger = { kind: 'cron', expression: expressionOf(cron), timeZone }
      const expected = bruteForceFires(cron, minutes)
      for (const after of [...afters, change, change - 1, ...expected.slice(0, 4)]) {
        const wanted = expected.find((instant) => instant > after)
        if (wanted === undefined) continue
        expect(nextFire(trigger, after), `${trigger.expression} ${timeZone} after ${after}`).toBe(wanted)
        const until = Math.min(after + 3 * hour, change + 25 * hour)
        const inside = expected.filter((instant) => instant > after && instant <= until).length
        expect(countFires(trigger, after, until)).toBe(inside)
      }
    },
  )
  fc.assert(property, { seed, numRuns: 40 })
}

describe('next-fire against a brute-force reading of the clock by the minute', () => {
  test.each(zones)('gives the same fires around the changes of offset of %s', (timeZone) => {
    for (const change of sampledChanges(timeZone)) expectSameFires(timeZone, change)
  })

  test('gives the same fires around the day that Samoa left out', () => {
    expectSameFires('Pacific/Apia', Date.UTC(2011, 11, 30, 10))
  })

  test('gives the same fires where Kwajalein left out a day of its own', () => {
    const [change] = changesOf('Pacific/Kwajalein', Date.UTC(1993, 0, 1), Date.UTC(1994, 0, 1))
    expect(change).toBeDefined()
    if (change !== undefined) expectSameFires('Pacific/Kwajalein', change)
  })
})

const anyTrigger: fc.Arbitrary<Trigger> = fc.oneof(
  fc.record({ kind: fc.constant('once' as const), at: fc.integer({ min: 0, max: 4e12 }) }),
  fc.record({
    kind: fc.constant('interval' as const),
    everyMs: fc.integer({ min: 1000, max: 400 * 24 * hour }),
    anchor: fc.integer({ min: 0, max: 4e12 }),
  }),
  fc.record({
    kind: fc.constant('cron' as const),
    expression: fc.oneof(
      plainCron.map(expressionOf),
      fc.constantFrom(
        '0 0 9 L * *',
        '30 9 * * 1#1',
        '0 9 15W * *',
        '15 30 9 L 2 *',
        '0 12 29 2 *',
        '0 0 31 2 *',
      ),
    ),
    timeZone: fc.constantFrom(...zones),
  }),
)
const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) })

describe('next-fire for any trigger', () => {
  test('the next instant is strictly after now, even when now is the slot', () => {
    const property = fc.property(anyTrigger, instant, (trigger, after) => {
      const next = nextFire(trigger, after)
      if (next === null) return
      expect(next).toBeGreaterThan(after)
      expect(nextFire(trigger, next) ?? Infinity).toBeGreaterThan(next)
    })
    fc.assert(property, { seed, numRuns: 600 })
  })

  test('asking again from just before a fire gives the same fire', () => {
    const property = fc.property(anyTrigger, instant, (trigger, after) => {
      const next = nextFire(trigger, after)
      if (next !== null) expect(nextFire(trigger, next - 1)).toBe(next)
    })
    fc.assert(property, { seed, numRuns: 600 })
  })

  test('a later question never has an earlier answer', () => {
    const property = fc.property(
      anyTrigger,
      instant,
      fc.integer({ min: 0, max: 60 * 24 * hour }),
      (trigger, after, more) => {
        expect(nextFire(trigger, after + more) ?? Infinity).toBeGreaterThanOrEqual(
          nextFire(trigger, after) ?? Infinity,
        )
      },
    )
    fc.assert(property, { seed, numRuns: 600 })
  })

  test('counting fires gives as many as walking from one to the next', () => {
    const span = fc.integer({ min: 0, max: 40 * 24 * hour })
    const property = fc.property(anyTrigger, instant, span, (trigger, after, length) => {
      let walked = 0
      const until = after + length
      for (
        let at = nextFire(trigger, after);
        at !== null && at <= until && walked < 2000;
        at = nextFire(trigger, at)
      )
        walked++
      if (walked < 2000) expect(countFires(trigger, after, until)).toBe(walked)
    })
    fc.assert(property, { seed, numRuns: 300 })
  })
})
