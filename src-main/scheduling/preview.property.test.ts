import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bounds, Trigger } from '../../src-shared/domain/schedule.ts'
import { localDate } from './instant-words.ts'
import { nextFire } from './next-fire.ts'
import { isOpenHour } from './open-hours.ts'
import { nextInstants } from './preview.ts'
import { changesOf, triggerOf } from './testing/brute-force-fires.ts'
import { anyPlainCron } from './testing/plain-crons.ts'

const seed = 20261121
const hourMs = 3_600_000
const zones = [
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Havana',
  'Asia/Kathmandu',
  'Africa/Casablanca',
]
const span = [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)] as const

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const hours = fc.record({ from: time, to: time }).filter(({ from, to }) => from !== to)
/** Around a change of the clock, where there is one. */
const place = fc.constantFrom(...zones).chain((timeZone) => {
  const changes = changesOf(timeZone, ...span)
  const around =
    changes.length === 0 ? fc.integer({ min: span[0], max: span[1] }) : fc.constantFrom(...changes)
  const away = fc.integer({ min: -30 * hourMs, max: 3 * hourMs })
  return fc.record({
    timeZone: fc.constant(timeZone),
    after: fc.tuple(around, away).map(([at, ms]) => at + ms),
  })
})
const everyMs = fc.integer({ min: 7, max: 3000 }).map((minutes) => minutes * 60_000)

test('the preview is what is left of the fires without quiet hours and excluded days', () => {
  const property = fc.property(
    place,
    anyPlainCron,
    everyMs,
    fc.boolean(),
    hours,
    (where, cron, ms, isCron, open) => {
      const { timeZone, after } = where
      const trigger: Trigger = isCron
        ? triggerOf(cron, timeZone)
        : { kind: 'interval', everyMs: ms, anchor: after }
      const bounds: Bounds = { hours: open, exclude: [localDate(after + 24 * hourMs, timeZone)] }
      const expected: number[] = []
      let at = nextFire(trigger, after)
      for (let walked = 0; at !== null && expected.length < 5 && walked < 1500; walked++) {
        if (isOpenHour(at, open, timeZone) && !bounds.exclude?.includes(localDate(at, timeZone)))
          expected.push(at)
        at = nextFire(trigger, at)
      }
      const found = nextInstants(trigger, { after, count: expected.length, bounds, timeZone })
      expect({ trigger, open, after, found }).toEqual({ trigger, open, after, found: expected })
    },
  )
  fc.assert(property, { seed, numRuns: 400 })
})
