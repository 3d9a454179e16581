import { expect, test } from 'vitest'
import type { Trigger } from '../../src-shared/domain/schedule.ts'
import { nextInstants } from './preview.ts'

const daily: Trigger = { kind: 'cron', expression: '0 9 * * *', timeZone: 'Europe/London' }
const at = (iso: string): number => Date.parse(`${iso}Z`)
const days = (instants: readonly number[]): string[] =>
  instants.map((instant) => new Date(instant).toISOString().slice(0, 16))

test('the next instants are strictly later and in order', () => {
  expect(days(nextInstants(daily, { after: at('2026-10-24T08:00'), count: 2 }))).toEqual([
    '2026-10-25T09:00',
    '2026-10-26T09:00',
  ])
})

test('start and end are honoured to the millisecond', () => {
  const bounds = { notBefore: at('2026-11-22T09:00'), notAfter: at('2026-11-23T09:00') }
  expect(days(nextInstants(daily, { after: at('2026-11-21T00:00'), count: 5, bounds }))).toEqual([
    '2026-11-22T09:00',
    '2026-11-23T09:00',
  ])
  const tighter = { notBefore: bounds.notBefore + 1, notAfter: bounds.notAfter - 1 }
  expect(nextInstants(daily, { after: at('2026-11-21T00:00'), count: 5, bounds: tighter })).toEqual([])
})

test('no more instants are shown than runs are left', () => {
  const query = { after: at('2026-11-21T00:00'), count: 5, bounds: { maxRuns: 3 } }
  expect(nextInstants(daily, query)).toHaveLength(3)
  expect(nextInstants(daily, { ...query, runsCount: 2 })).toHaveLength(1)
  expect(nextInstants(daily, { ...query, runsCount: 4 })).toHaveLength(0)
})

test('excluded dates are left out, judged in the zone of the trigger or of the user', () => {
  const tokyo: Trigger = { kind: 'cron', expression: '0 1 * * *', timeZone: 'Asia/Tokyo' }
  const bounds = { exclude: ['2026-11-22'] }
  expect(days(nextInstants(tokyo, { after: at('2026-11-21T00:00'), count: 2, bounds }))).toEqual([
    '2026-11-22T16:00',
    '2026-11-23T16:00',
  ])
  const interval: Trigger = { kind: 'interval', everyMs: 12 * 3_600_000 }
  const query = { after: at('2026-11-21T12:00'), count: 2, bounds }
  expect(days(nextInstants(interval, { ...query, timeZone: 'UTC' }))).toEqual([
    '2026-11-23T00:00',
    '2026-11-23T12:00',
  ])
  expect(days(nextInstants(interval, { ...query, timeZone: 'America/New_York' }))).toEqual([
    '2026-11-22T00:00',
    '2026-11-23T12:00',
  ])
})

test('a single time that is excluded leaves nothing', () => {
  const once: Trigger = { kind: 'once', at: at('2026-12-25T09:00') }
  expect(nextInstants(once, { after: 0, count: 5, bounds: { exclude: ['2026-12-25'] } })).toEqual([])
})

test('a schedule of every second steps over its excluded days', () => {
  const everySecond: Trigger = { kind: 'interval', everyMs: 1000 }
  const query = {
    after: at('2026-11-21T23:59:59'),
    count: 1,
    bounds: { exclude: ['2026-11-22', '2026-11-23'] },
  }
  expect(days(nextInstants(everySecond, query))).toEqual(['2026-11-24T00:00'])
})

const openAt = { hours: { from: '22:00', to: '02:00' } }

test('instants in quiet hours are left out, also when the hours span midnight', () => {
  const hourly: Trigger = { kind: 'cron', expression: '30 * * * *', timeZone: 'Asia/Tokyo' }
  expect(days(nextInstants(hourly, { after: at('2026-11-21T15:00'), count: 3, bounds: openAt }))).toEqual([
    '2026-11-21T15:30',
    '2026-11-21T16:30',
    '2026-11-22T13:30',
  ])
})

test('a schedule of every second steps over its quiet hours, and stops at their beginning', () => {
  const everySecond: Trigger = { kind: 'interval', everyMs: 1000 }
  const bounds = { hours: { from: '10:00', to: '10:01' } }
  const query = { after: at('2026-11-21T10:00:58'), count: 3, bounds, timeZone: 'UTC' }
  expect(nextInstants(everySecond, query)).toEqual([
    at('2026-11-21T10:00:59'),
    at('2026-11-22T10:00:00'),
    at('2026-11-22T10:00:01'),
  ])
})

test('an interval in quiet hours for a part of the year is found when it leaves them', () => {
  const everyDay: Trigger = { kind: 'interval', everyMs: 86_400_000, anchor: at('2026-11-21T09:00') }
  const bounds = { hours: { from: '10:00', to: '11:00' } }
  const query = { after: at('2026-11-21T00:00'), count: 1, bounds, timeZone: 'Europe/London' }
  expect(days(nextInstants(everyDay, query))).toEqual(['2027-03-28T09:00'])
})

test('hours that the clock opens a second time are not stepped over', () => {
  const quarters: Trigger = { kind: 'interval', everyMs: 900_000, anchor: 0 }
  const bounds = { hours: { from: '01:00', to: '01:30' } }
  const query = { after: at('2026-10-25T00:00'), count: 4, bounds, timeZone: 'Europe/London' }
  expect(days(nextInstants(quarters, query))).toEqual([
    '2026-10-25T00:15',
    '2026-10-25T01:00',
    '2026-10-25T01:15',
    '2026-10-26T01:00',
  ])
})

test('a time that lies in quiet hours for ever has no instant', () => {
  const bounds = { hours: { from: '10:00', to: '12:00' } }
  for (const expression of ['0 9 * * *', '0 9 29 2 *', '0,15,30 9 * * 1']) {
    const trigger: Trigger = { kind: 'cron', expression, timeZone: 'Europe/London' }
    expect(nextInstants(trigger, { after: at('2026-11-21T00:00'), count: 1, bounds })).toEqual([])
  }
})
