import { describe, expect, it } from 'vitest'
import { daysOf, niceCeiling } from './usage-days.ts'

describe('the days of the chart', () => {
  it('are local days up to today, each once, also where the clock changes', () => {
    const days = daysOf(new Date(2026, 10, 3, 15).getTime(), 30)
    expect(days).toHaveLength(30)
    expect(days.at(-1)?.key).toBe('2026-11-03')
    expect(days[0]?.key).toBe('2026-10-05')
    expect(new Set(days.map((day) => day.key)).size).toBe(30)
    for (const day of days) expect(new Date(day.start).getHours()).toBe(0)
  })
})

it.each([
  [0, 1],
  [7, 10],
  [10, 10],
  [11, 20],
  [2_400, 2_500],
  [51_000, 100_000],
])('the scale for %d ends at %d', (value, ceiling) => {
  expect(niceCeiling(value)).toBe(ceiling)
})
