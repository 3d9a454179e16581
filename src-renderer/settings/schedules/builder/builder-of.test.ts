import { Cron } from 'croner'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Trigger } from '../../../../src-shared/domain/schedule.ts'
import { builderOf } from './builder-of.ts'
import { type BuilderState, emptyBuilder } from './builder-state.ts'
import { triggerOf } from './trigger-of.ts'

const zone = 'Europe/Berlin'
const now = Date.parse('2026-11-21T10:07:30Z')
const cron = (expression: string): Trigger => ({ kind: 'cron', expression, timeZone: zone })
const shown = (trigger: Trigger): BuilderState => {
  const state = builderOf(trigger, { zone, now })
  if (!state) throw new Error(`${JSON.stringify(trigger)} is not shown`)
  return state
}
const built = (state: BuilderState): Trigger => {
  const result = triggerOf(state, { zone, now })
  if (!result.ok) throw new Error(result.problem)
  return result.trigger
}
const next = (expression: string): readonly number[] =>
  new Cron(expression, { timezone: 'UTC', paused: true }).nextRuns(6, new Date(now)).map((at) => at.getTime())

const minutes = fc.constantFrom('0', '30', '0,30', '5-7', '*/20', '*', '*/5')
const hours = fc.constantFrom('9', '7,19', '8-10', '9-17/4', '*', '*/2', '23,1')
const dates = fc.constantFrom('*', '1', '31', '1,15', 'L', 'LW', '1W', '15W', '1,L', '10-12', '?')
const months = fc.constantFrom('*', '2', 'jun', '1,7', '*/3')
const weekdays = fc.constantFrom(
  '*',
  '1-5',
  'mon-fri',
  '0',
  '7',
  '5,1',
  'sat,sun',
  '2#2',
  '5L',
  '5#L',
  '1#1,1#3',
  '0-6',
)
const strides = fc.option(
  fc.record({
    count: fc.integer({ min: 2, max: 9 }),
    unit: fc.constantFrom('day', 'week', 'month'),
    from: fc.constant('2026-11-02'),
  }),
  { nil: undefined },
)

describe('a trigger that is shown step by step and built again', () => {
  it('means what it meant, for every cron', () => {
    const property = fc.property(
      minutes,
      hours,
      dates,
      months,
      weekdays,
      strides,
      (m, h, d, mo, w, every) => {
        const expression = `${m} ${h} ${d} ${mo} ${w}`
        const after = built(shown({ ...cron(expression), ...(every && { every }) }))
        if (after.kind !== 'cron') throw new Error(`${expression} became ${after.kind}`)
        expect({ expression, every: after.every, next: next(after.expression) }).toEqual({
          expression,
          every,
          next: next(expression),
        })
      },
    )
    fc.assert(property, { seed: 20261121, numRuns: 600 })
  })

  it('is the same, for every interval and every instant', () => {
    const interval = fc.record({
      kind: fc.constant('interval' as const),
      everyMs: fc.integer({ min: 1, max: 200_000 }).map((seconds) => seconds * 1000),
      anchor: fc.integer({ min: 0, max: now }),
    })
    const once = fc.record({ kind: fc.constant('once' as const), at: fc.integer({ min: 0, max: 2 * now }) })
    fc.assert(
      fc.property(fc.oneof(interval, once), (trigger) => {
        expect(built(shown(trigger))).toEqual(trigger)
      }),
      { seed: 20261121 },
    )
  })

  it.each([
    ['0 9 * * 1-5', 'weekdays'],
    ['0 7,19 * * *', 'daily'],
    ['30 18 * * 1,4', 'weekly'],
    ['0 9 31 * *', 'monthly-date'],
    ['0 9 1,15,L * *', 'monthly-date'],
    ['0 9 * * 2#2', 'monthly-weekday'],
    ['0 9 LW * *', 'monthly-weekday'],
    ['0 17 * * 5L', 'monthly-weekday'],
    ['0 9 1 6 *', 'yearly'],
    ['*/15 9-16 * * 1-5', 'cron'],
    ['0 0 9 * * *', 'cron'],
    ['0 9 13 * 5', 'cron'],
  ])('of %s has the shape %s', (expression, shape) => {
    expect(shown(cron(expression)).shape).toBe(shape)
    expect(built(shown(cron(expression)))).toEqual(cron(expression))
  })

  it('keeps every other Tuesday', () => {
    const trigger: Trigger = {
      kind: 'cron',
      expression: '0 9 * * 2',
      timeZone: zone,
      every: { count: 2, unit: 'week', from: '2026-11-24' },
    }
    expect(shown(trigger)).toMatchObject({
      shape: 'stride',
      strideCount: '2',
      strideUnit: 'week',
      weekdays: [2],
    })
    expect(built(shown(trigger))).toEqual(trigger)
  })

  it('is not shown when it is an interval of a fraction of a second', () => {
    expect(builderOf({ kind: 'interval', everyMs: 1500 }, { zone, now })).toBeNull()
  })
})

describe('the steps', () => {
  const problemOf = (fields: Partial<BuilderState>): string | null => {
    const result = triggerOf({ ...emptyBuilder(now, zone), ...fields }, { zone, now })
    return result.ok ? null : result.problem
  }

  it.each<[Partial<BuilderState>, RegExp]>([
    [{ times: [''] }, /time of day/],
    [{ times: [] }, /time of day/],
    [{ times: ['07:15', '19:30'] }, /share their minutes/],
    [{ shape: 'weekly', weekdays: [] }, /day of the week/],
    [{ shape: 'monthly-date', dates: [] }, /day of the month/],
    [{ shape: 'monthly-weekday', nth: '2', nthDay: 'weekday' }, /first and the last/],
    [{ shape: 'every', count: '0' }, /whole number/],
    [{ shape: 'every', count: '1.5' }, /whole number/],
    [{ shape: 'stride', strideCount: '' }, /whole number/],
    [{ shape: 'stride', strideFrom: '' }, /count from/],
    [{ shape: 'once', date: '' }, /date and the time/],
    [{ shape: 'cron', expression: ' ' }, /cron expression/],
  ])('%j lack something, and say it', (fields, problem) => {
    expect(problemOf(fields)).toMatch(problem)
  })

  it('in parts of an hour go by the clock of the zone', () => {
    const state: BuilderState = { ...emptyBuilder(now, 'Asia/Kathmandu'), shape: 'every', count: '30' }
    const trigger = triggerOf(state, { zone: 'Asia/Kathmandu', now })
    expect(trigger).toMatchObject({ trigger: { everyMs: 1_800_000, anchor: 15 * 60_000 } })
  })

  it('of every single week are plain weekdays', () => {
    const state: BuilderState = {
      ...emptyBuilder(now, zone),
      shape: 'stride',
      strideCount: '1',
      weekdays: [5, 1],
    }
    expect(built(state)).toEqual(cron('0 9 * * 1,5'))
  })
})
