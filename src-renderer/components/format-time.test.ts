import { describe, expect, it } from 'vitest'
import { dayName, duration, relativeTime } from './format-time.ts'

const now = new Date(2026, 10, 21, 14, 0, 0).getTime()
const minute = 60_000
const hour = 60 * minute

describe('format-time', () => {
  it.each([
    [0, 'now'],
    [-20_000, 'now'],
    [20_000, 'in 20 s'],
    [-50_000, '1 min ago'],
    [4 * minute, 'in 4 min'],
    [-12 * minute, '12 min ago'],
    [-2 * hour, '12:00'],
    [-20 * hour, 'Yesterday, 18:00'],
    [19 * hour, 'Tomorrow, 09:00'],
  ])('%d ms away is "%s"', (away, words) => {
    expect(relativeTime(now + away, now)).toBe(words)
  })

  it('names days by their distance', () => {
    expect(dayName(new Date(2026, 10, 17, 23).getTime(), now)).toBe('Tuesday')
    expect(dayName(new Date(2026, 10, 3).getTime(), now)).toBe('3 Nov')
    expect(dayName(new Date(2025, 10, 3).getTime(), now)).toBe('3 Nov 2025')
  })

  it.each([
    [12, '12 ms'],
    [1400, '1.4 s'],
    [48_000, '48 s'],
    [3 * minute + 5000, '3 min 05 s'],
    [2 * hour + 10 * minute, '2 h 10 min'],
  ])('%d ms last "%s"', (ms, words) => {
    expect(duration(ms)).toBe(words)
  })
})
