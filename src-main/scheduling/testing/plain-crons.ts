import fc from 'fast-check'
import type { Stride } from '../../../src-shared/domain/schedule.ts'
import type { PlainCron } from './brute-force-fires.ts'

function subset(from: number, to: number, most: number): fc.Arbitrary<number[]> {
  return fc.uniqueArray(fc.integer({ min: from, max: to }), { maxLength: most })
}

const stride: fc.Arbitrary<Stride> = fc.record({
  count: fc.integer({ min: 2, max: 5 }),
  unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
  from: fc
    .date({ min: new Date(Date.UTC(2023, 0, 1)), max: new Date(Date.UTC(2032, 0, 1)), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
})

/** Any plain cron; about half of them only on dates or weekdays, and a third with a stride. */
export const anyPlainCron: fc.Arbitrary<PlainCron> = fc
  .record({
    minutes: fc.oneof(subset(0, 59, 4), fc.constantFrom([0], [30], [0, 15, 30, 45])),
    hours: fc.oneof(subset(0, 23, 4), fc.constantFrom([], [0], [1, 2, 3])),
    days: fc.oneof(
      fc.constant({ dates: [], weekdays: [] }),
      subset(0, 6, 4).map((weekdays) => ({ dates: [], weekdays })),
      subset(1, 31, 12).map((dates) => ({ dates, weekdays: [] })),
    ),
    every: fc.option(stride, { freq: 2 }),
  })
  .map(({ days, ...times }) => ({ ...times, ...days }))

const all = { dates: [], weekdays: [], every: null }

/** The crons in which a clock change shows most: every minute, the hours in which clocks change, and around midnight. */
export const tellingCrons: readonly PlainCron[] = [
  { minutes: [], hours: [], ...all },
  { minutes: [0, 15, 30, 45], hours: [], ...all },
  { minutes: [30], hours: [0, 1, 2, 3], ...all },
  { minutes: [0], hours: [0], ...all },
  { minutes: [59], hours: [23], ...all, weekdays: [0, 6] },
  { minutes: [0], hours: [2], ...all, every: { count: 2, unit: 'day', from: '2024-01-01' } },
  { minutes: [0], hours: [2], ...all, every: { count: 2, unit: 'day', from: '2024-01-02' } },
]
