import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Trigger } from '../../src-shared/domain/schedule.ts'
import { countFires } from './count-fires.ts'
import { nextFire } from './next-fire.ts'
import { triggerOf } from './testing/brute-force-fires.ts'
import { checkZone, type Span } from './testing/check-zone.ts'
import { anyPlainCron, tellingCrons } from './testing/plain-crons.ts'

const seed = 20261121
const hour = 3_600_000
/** Zones that have been difficult somewhere: odd offsets, half-hour changes, changes by decree, changes given up. */
const difficult = [
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
const sampled = fc.sample(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), { seed, numRuns: 12 })
const zones = [...new Set([...difficult, ...sampled])]
const crons = [...tellingCrons, ...fc.sample(anyPlainCron, { seed, numRuns: 30 })]

function year(of: number): Span {
  return { from: Date.UTC(of, 0, 1), to: Date.UTC(of + 1, 0, 1) }
}

/** One year a zone, drawn by the seed. `npm run check:zones` tries all zones and all years. */
function sampledYear(index: number): Span {
  const years = fc.sample(fc.integer({ min: 2024, max: 2030 }), { seed, numRuns: zones.length })
  return year(years[index] ?? 2026)
}

describe('next-fire against a brute-force reading of the clock by the minute', () => {
  test.each(zones.map((zone, index) => [zone, sampledYear(index)] as const))(
    'gives the same fires around the changes of offset of %s',
    (timeZone, span) => {
      const { differences, fires } = checkZone(timeZone, span, crons)
      expect(differences).toEqual([])
      expect(fires).toBeGreaterThan(1000)
    },
  )

  test.each([
    ['the day that Samoa left out', 'Pacific/Apia', 2011, 3],
    ['the day that Kwajalein left out', 'Pacific/Kwajalein', 1993, 1],
    ['the changes that Iran gave up', 'Asia/Tehran', 2022, 2],
    ['the changes that most of Mexico gave up', 'America/Mexico_City', 2022, 2],
    ['the hour that Volgograd gave back', 'Europe/Volgograd', 2020, 1],
  ])('gives the same fires around %s', (_, timeZone, of, changes) => {
    const report = checkZone(timeZone, year(of), crons)
    expect(report).toMatchObject({ changes, differences: [] })
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
    expression: fc.constantFrom(
      '0 0 9 L * *',
      '30 9 * * 1#1',
      '0 9 15W * *',
      '15 30 9 L 2 *',
      '0 12 29 2 *',
      '0 0 31 2 *',
    ),
    timeZone: fc.constantFrom(...zones),
  }),
  fc.tuple(anyPlainCron, fc.constantFrom(...zones)).map(([cron, timeZone]) => triggerOf(cron, timeZone)),
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
