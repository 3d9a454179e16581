import type { Clock } from '../platform/clock.ts'

/** A signal that aborts when the time is over, or when another one does. */
export interface TimeLimit {
  readonly signal: AbortSignal
  /** Whether it was the time. */
  isOver(): boolean
  /** Counts anew from now on, but never past `mostMs` from the beginning. */
  extend(): void
  /** The work is done: nothing aborts any more. */
  clear(): void
}

/** `ms` and `mostMs` in milliseconds. */
export function createTimeLimit(
  clock: Clock,
  {
    ms,
    mostMs = ms,
    signal,
  }: { readonly ms: number; readonly mostMs?: number; readonly signal?: AbortSignal },
): TimeLimit {
  const controller = new AbortController()
  const began = clock.now()
  let over = false
  const abort = (): void => controller.abort(signal?.reason)
  const arm = (after: number): (() => void) =>
    clock.after(after, () => {
      over = true
      controller.abort(new Error('the time is over'))
    })
  let cancel = arm(ms)
  if (signal?.aborted === true) abort()
  else signal?.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    isOver: () => over,
    extend() {
      if (controller.signal.aborted) return
      cancel()
      cancel = arm(Math.max(0, Math.min(ms, began + mostMs - clock.now())))
    },
    clear() {
      cancel()
      signal?.removeEventListener('abort', abort)
    },
  }
}
