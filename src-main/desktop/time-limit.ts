import type { Clock } from '../platform/clock.ts'

/** What `work` gives, or a rejection with `otherwise` after `ms` milliseconds; the work itself goes on. */
export function withinTime<T>(clock: Clock, ms: number, work: Promise<T>, otherwise: Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(otherwise))
    work.then(resolve, reject).finally(cancel)
  })
}
