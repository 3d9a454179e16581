import { expect, it } from 'vitest'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { startOfDay } from '../scheduling/start-of-day.ts'
import { usageDays } from './usage-days.ts'

const zone = 'Europe/Berlin'
const days = (...instants: string[]) =>
  usageDays(
    instants.map((at) => ({
      at: Date.parse(at),
      usage: { ...noUsage, steps: 1 },
      unpricedTokens: 2,
      turns: 1,
    })),
    (at) => startOfDay(at, zone),
    zone,
  ).map(({ key, usage, unpricedTokens, turns }) => [key, usage.steps, unpricedTokens, turns])

it('usage is of the local day on which it was', () => {
  expect(days('2026-11-20T22:45Z', '2026-11-20T23:00Z', '2026-11-21T22:45Z', '2026-11-23T10:00Z')).toEqual([
    ['2026-11-20', 1, 2, 1],
    ['2026-11-21', 2, 4, 2],
    ['2026-11-23', 1, 2, 1],
  ])
})

it('a day of 25 hours and one of 23 are one day each', () => {
  expect(
    days('2026-10-24T21:45Z', '2026-10-24T22:00Z', '2026-10-25T22:45Z', '2026-10-25T23:00Z').map(
      ([key]) => key,
    ),
  ).toEqual(['2026-10-24', '2026-10-25', '2026-10-26'])
  expect(days('2026-03-28T23:00Z', '2026-03-29T21:45Z', '2026-03-29T22:00Z').map(([key]) => key)).toEqual([
    '2026-03-29',
    '2026-03-30',
  ])
})
