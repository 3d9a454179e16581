import type { Clock } from '../platform/clock.ts'

/** For tests: a clock that stands still. `ring` moves it on and lets every timer go off that is due by then. */
export function stillClock(): Clock & { ring(ms: number): void } {
  let now = 1_800_000_000_000
  const timers = new Set<{ at: number; fn: () => void }>()
  return {
    now: () => now,
    timeZone: () => 'UTC',
    after(ms, fn) {
      const timer = { at: now + ms, fn }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    sleep: () => Promise.resolve(),
    ring(ms) {
      now += ms
      for (const timer of timers) {
        if (timer.at > now) continue
        timers.delete(timer)
        timer.fn()
      }
    },
  }
}
