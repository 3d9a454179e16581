import { describe, expect, it } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime()
const labels = (now: number) => snoozeTimes(now).map((one) => one.label)

describe('snooze times', () => {
  it('are in the future and in order, at any hour of the week', () => {
    for (let now = at(16, 0); now < at(23, 0); now += 30 * 60_000) {
      const times = snoozeTimes(now).map((one) => one.until)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      expect(Math.min(...times)).toBeGreaterThan(now)
    }
  })

  it('offer this evening until shortly before it', () => {
    expect(labels(at(18, 9))).toContain('This evening')
    expect(labels(at(18, 17, 30))).not.toContain('This evening')
  })

  it('offer next week only when it is not tomorrow', () => {
    expect(labels(at(20, 12))).toContain('Next week')
    expect(labels(at(22, 12))).not.toContain('Next week')
    expect(new Date(snoozeTimes(at(23, 8)).at(-1)?.until ?? 0).getDate()).toBe(30)
  })

  it('wake at nine in the morning of the next day', () => {
    const morning = snoozeTimes(at(18, 23)).find((one) => one.label === 'Tomorrow morning')
    expect(morning?.until).toBe(at(19, 9))
  })
})
