import type { Clock } from '../platform/clock.ts'

export interface TestClock extends Clock {
  /** Moves time on, letting every timer go off at its own instant, in order. */
  advance(ms: number): void
  /** Jumps to an instant without letting timers go off in between: a sleep, or a set clock. */
  jump(at: number): void
  /** The user travels: from now on the system is in this IANA zone. */
  setTimeZone(timeZone: string): void
}

interface Timer {
  readonly at: number
  readonly fn: () => void
}

/** A clock that moves only when it is told to. */
export function createTestClock(start: number, firstZone = 'UTC'): TestClock {
  let now = start
  let timeZone = firstZone
  const timers = new Set<Timer>()
  const after = (ms: number, fn: () => void): (() => void) => {
    const timer = { at: now + ms, fn }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  const earliest = (until: number): Timer | undefined =>
    [...timers].filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0]

  return {
    now: () => now,
    timeZone: () => timeZone,
    after,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const cancel = after(ms, resolve)
        signal?.addEventListener('abort', () => {
          cancel()
          reject(signal.reason as Error)
        })
      })
    },
    advance(ms) {
      const until = now + ms
      for (let timer = earliest(until); timer; timer = earliest(until)) {
        timers.delete(timer)
        now = Math.max(now, timer.at)
        timer.fn()
      }
      now = until
    },
    jump(at) {
      now = at
    },
    setTimeZone(zone) {
      timeZone = zone
    },
  }
}
