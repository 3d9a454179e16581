import { createSystemTimeZone, machineZone } from './system-time-zone.ts'

/** The only source of time and of timers. Instants are epoch milliseconds. */
export interface Clock {
  now(): number
  /** The system's IANA zone, read anew at every call. */
  timeZone(): string
  /** Calls `fn` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, fn: () => void): () => void
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The clock of the machine. Its timers keep no process alive by themselves when `unref` applies. */
export const systemClock: Clock = {
  now: () => Date.now(),
  timeZone: createSystemTimeZone(machineZone),
  after(ms, fn) {
    const timer = setTimeout(fn, Math.min(ms, 2_147_483_647))
    return () => clearTimeout(timer)
  },
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason)
        return
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort)
        resolve()
      }, ms)
      const abort = (): void => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', abort, { once: true })
    })
  },
}
