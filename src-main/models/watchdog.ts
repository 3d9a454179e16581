import type { Clock } from '../platform/clock.ts'

export interface Watchdog {
  /** Something came: the wait starts anew, and from now on it is the shorter one. */
  feed(): void
  stop(): void
}

/** Calls `bark` once when nothing came for `firstMs` at the beginning, or for `idleMs` after that. */
export function startWatchdog(
  clock: Pick<Clock, 'now' | 'after'>,
  limits: { readonly firstMs: number; readonly idleMs: number },
  bark: () => void,
): Watchdog {
  let deadline = clock.now() + limits.firstMs
  let cancel = clock.after(limits.firstMs, check)
  // A timer for every event would be set hundreds of times a second; this one looks when it is due.
  function check(): void {
    const left = deadline - clock.now()
    if (left <= 0) bark()
    else cancel = clock.after(left, check)
  }
  let fed = false
  return {
    feed() {
      deadline = clock.now() + limits.idleMs
      if (fed) return
      fed = true
      cancel()
      cancel = clock.after(limits.idleMs, check)
    },
    stop: () => cancel(),
  }
}
