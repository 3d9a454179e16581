import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bounds, Stride, Trigger } from '../../../src-shared/domain/schedule.ts'
import { describeBounds, describeTrigger } from '../describe-trigger.ts'
import { nextFire } from '../next-fire.ts'
import { zoneClock } from '../zone-clock.ts'
import { parseWhen, type ParsedWhen } from './parse-when.ts'
import { isRefusal } from './when-problem.ts'

const seed = 20261121
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']
const zone = fc.constantFrom(...zones)
/** On a full second, as words do not tell less. */
const now = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2028, 0, 1) / 1000 })
  .map((second) => second * 1000)
const hourMs = 3_600_000

function subset(from: number, to: number, most: number): fc.Arbitrary<number[]> {
  const values = fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: most })
  return values.map((some) => some.toSorted((a, b) => a - b))
}

/** The first two fields: as the form makes them, every minute with every hour. */
const times = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 })).map((pair) => pair.join(' ')),
  fc.tuple(subset(0, 59, 2), subset(0, 23, 6)).map(([minutes, hours]) => `${minutes.join()} ${hours.join()}`),
)
const weekdays = subset(0, 6, 7).map((days) => {
  const list = days.join()
  return list === '0,1,2,3,4,5,6' ? '*' : list === '1,2,3,4,5' ? '1-5' : list
})
const dates = fc
  .tuple(subset(1, 31, 12), fc.boolean())
  .map(([days, last]) => [...days, ...(last ? ['L'] : [])].join())
const nth = fc.oneof(
  fc.constantFrom('1W * *', 'LW * *'),
  fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('#1', '#2', '#3', '#4', '#5', 'L'))
    .map(([day, which]) => `* * ${day}${which}`),
)
const yearly = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .filter(([month, day]) => day <= new Date(Date.UTC(2028, month, 0)).getUTCDate())
  .map(([month, day]) => `${day} ${month} *`)

const dayFields = fc.oneof(
  fc.constantFrom('* * *', '* * 1-5'),
  weekdays.map((list) => `* * ${list}`),
  dates.map((list) => `${list} * *`),
  nth,
  yearly,
)
const from = fc
  .integer({ min: -900, max: 900 })
  .map((day) => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10))
const count = fc.oneof(fc.constant(2), fc.integer({ min: 3, max: 40 }))
const stride: fc.Arbitrary<{ fields: string; every: Stride }> = fc.oneof(
  fc.record({
    fields: fc.constant('* * *'),
    every: fc.record({ count, unit: fc.constant('day' as const), from }),
  }),
  fc.record({
    fields: weekdays.map((list) => `* * ${list}`),
    every: fc.record({ count, unit: fc.constant('week' as const), from }),
  }),
  fc.record({
    fields: dates.map((list) => `${list} * *`),
    every: fc.record({ count, unit: fc.constant('month' as const), from }),
  }),
)

/** Every shape of the form but the bare cron expression; `at` is where `once` and an interval begin. */
function formTriggers(timeZone: string, at: number): fc.Arbitrary<Trigger> {
  const everyMs = fc.oneof(
    fc.integer({ min: 1, max: 500 }).map((seconds) => seconds * 1000),
    fc.integer({ min: 1, max: 500 }).map((minutes) => minutes * 60_000),
    fc.integer({ min: 1, max: 200 }).map((hours) => hours * hourMs),
  )
  return fc.oneof(
    everyMs.map((ms): Trigger => ({ kind: 'interval', everyMs: ms })),
    fc
      .integer({ min: 1, max: 1_000_000 })
      .map((minutes): Trigger => ({ kind: 'once', at: (Math.floor(at / 60_000) + minutes) * 60_000 })),
    fc
      .tuple(times, dayFields)
      .map(([time, days]): Trigger => ({ kind: 'cron', expression: `${time} ${days}`, timeZone })),
    fc.tuple(times, stride).map(([time, { fields, every }]): Trigger => ({
      kind: 'cron',
      expression: `${time} ${fields}`,
      timeZone,
      every,
    })),
  )
}

/** What a trigger means: its fires, or how far apart they are where `like` leaves open what they are counted from. */
function meaning(trigger: Trigger, at: number, like: Trigger = trigger): unknown {
  if (trigger.kind === 'once') return trigger.at
  const isOpen = like.kind === 'interval' && (hourMs % like.everyMs !== 0 || like.anchor === undefined)
  if (trigger.kind === 'interval' && isOpen) return trigger.everyMs
  const fires: (number | null)[] = []
  for (let next = nextFire(trigger, at); next !== null && fires.length < 30; next = nextFire(trigger, next))
    fires.push(next)
  return fires
}

/** A time that the clock shows for the second time: the form cannot choose it, and words cannot tell it. */
function isRepeat(trigger: Trigger, timeZone: string): boolean {
  const clock = zoneClock(timeZone)
  return trigger.kind === 'once' && clock?.instantOf(clock.wallAt(trigger.at)) !== trigger.at
}

/** An end is told to the minute. */
function toTheMinute(bounds: Bounds): Bounds {
  const { notAfter } = bounds
  return notAfter === undefined ? bounds : { ...bounds, notAfter: Math.floor(notAfter / 60_000) }
}

function read(words: string, timeZone: string, at: number): ParsedWhen {
  const result = parseWhen(words, { now: at, timeZone })
  if (isRefusal(result)) throw new Error(`"${words}" is refused: ${result.problem}`)
  return result
}

describe('the words of a trigger', () => {
  test('that the form can build are read as the same trigger', () => {
    const cases = fc
      .tuple(zone, now)
      .chain(([timeZone, at]) => fc.tuple(fc.constant(timeZone), fc.constant(at), formTriggers(timeZone, at)))
    const property = fc.property(cases, ([timeZone, at, trigger]) => {
      if (nextFire(trigger, at) === null || isRepeat(trigger, timeZone)) return
      const words = describeTrigger(trigger, { timeZone })
      const again = read(words, timeZone, at)
      expect({ words, fires: meaning(again.trigger, at, trigger) }).toEqual({
        words,
        fires: meaning(trigger, at),
      })
      expect(again.bounds).toEqual({})
      expect(again.words).toBe(words)
    })
    fc.assert(property, { seed, numRuns: 3000 })
  })

  const recurrences = fc.constantFrom(
    ...'every day|every weekday|mondays and thursdays|every other week on tuesday|every 3 days|every 2 months on the 15th and last day'.split(
      '|',
    ),
    ...'first monday of the month|last weekday of the month|every year on 29 february|every 2 years on 1 june|monthly on the 31st'.split(
      '|',
    ),
    ...'every other month on the 31st|every fortnight on monday and friday|every day except sundays|every monday in june and july'.split(
      '|',
    ),
  )
  const steps = fc.constantFrom(
    ...'every 15 minutes|every minute|every 2 hours|every hour|every 20 minutes on weekdays|every 7 minutes|every 90 seconds'.split(
      '|',
    ),
    ...'every 30 minutes in january|every 3 hours on the 1st of the month|every 5 minutes, only on every 2nd day'.split(
      '|',
    ),
  )
  const timeWords = fc.constantFrom(
    '',
    'at 9',
    'at 7 and 19',
    'at noon',
    'at 9:30pm',
    'in the evening',
    'at 8:15:30',
  )
  const windows = fc.constantFrom('', 'between 9 and 17', 'from 9:30 to 17:15', 'between 22 and 6:00')
  const limits = fc.constantFrom(
    '',
    'until the end of march',
    'starting tomorrow',
    'starting next monday at 8 until december 2029',
    '3 times',
    'for two weeks',
    'not on 2028-12-25',
    'up to 5 minutes later',
    'starting in june, twice',
  )
  const sentences = fc.oneof(
    fc.tuple(recurrences, timeWords, limits).map((parts) => parts.join(' ')),
    fc.tuple(steps, windows, limits).map((parts) => parts.join(' ')),
    fc
      .tuple(fc.constantFrom('tomorrow', 'next friday', 'on 3 march', 'in 3 days'), timeWords)
      .map((parts) => parts.join(' ')),
    fc.constantFrom('in 20 minutes', 'in an hour and a half', 'tonight', 'midnight'),
  )

  test('that were read are read again as the same, bounds included', () => {
    let readings = 0
    const property = fc.property(zone, now, sentences, (timeZone, at, text) => {
      const first = parseWhen(text, { now: at, timeZone })
      if (isRefusal(first)) return
      readings++
      const again = read(first.words, timeZone, at)
      const told = describeTrigger(first.trigger, { timeZone }) + describeBounds(first.bounds, timeZone)
      expect(told).toBe(first.words)
      expect({ text, words: again.words }).toEqual({ text, words: first.words })
      expect({ text, fires: meaning(again.trigger, at) }).toEqual({ text, fires: meaning(first.trigger, at) })
      expect(toTheMinute(again.bounds)).toEqual(toTheMinute(first.bounds))
    })
    fc.assert(property, { seed, numRuns: 3000 })
    expect(readings).toBeGreaterThan(2000)
  })
})
