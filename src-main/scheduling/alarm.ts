import { scheduleJob, type Job } from 'node-schedule'
import type { Clock } from '../platform/clock.ts'

/** One timer at a time: whoever sets it again replaces what was set. */
export interface Alarm {
  /**
   * Calls `fn` once, soon after the wall clock passes `at` (epoch milliseconds); when it has passed, at once but not
   * before `set` returns.
   */
  set(at: number, fn: () => void): void
  clear(): void
}

/**
 * The alarm of the machine, armed with node-schedule, which also bridges spans longer than one timer can (24.8 days). It
 * may be late, after a sleep or a clock change, so it only says "look again"; rows decide what is due. What `fn` throws
 * goes to `onError`, because an alarm that kills the process rings for nobody.
 */
export function createAlarm(
  clock: Pick<Clock, 'after' | 'now'>,
  onError: (error: unknown) => void = () => undefined,
): Alarm {
  let cancel: () => void = () => undefined

  function arm(at: number, fn: () => void): () => void {
    const date = new Date(at)
    // node-schedule takes a date that does not exist for one that has passed.
    if (Number.isNaN(date.getTime())) return () => undefined
    const job: Job | null = scheduleJob(date, fn)
    if (job !== null) return () => void job.cancel()
    // A timer, not a microtask: an alarm that is set for a past instant again and again must let the process breathe.
    return clock.after(Math.max(at - clock.now(), 0), fn)
  }

  return {
    set(at, fn) {
      cancel()
      cancel = arm(at, () => {
        try {
          fn()
        } catch (error) {
          onError(error)
        }
      })
    },
    clear() {
      cancel()
      cancel = () => undefined
    },
  }
}
