import type { Clock } from './clock.ts'

const lookMs = 5_000
/** A clock that is merely slewed drifts by milliseconds between two looks. */
const jumpMs = 2_000

/**
 * Calls `changed` within 5 s after the wall clock was set, or the system's zone was changed: no system tells Node of
 * either. `monotonic` is milliseconds of a clock that nobody sets; where it stands still in a sleep, waking up counts as a
 * change too. The returned function ends it.
 */
export function watchClock(
  clock: Pick<Clock, 'now' | 'timeZone' | 'after'>,
  monotonic: () => number,
  changed: () => void,
): () => void {
  const seen = () => ({ ahead: clock.now() - monotonic(), timeZone: clock.timeZone() })
  let before = seen()
  const look = (): void => {
    cancel = clock.after(lookMs, look)
    const now = seen()
    const isChanged = Math.abs(now.ahead - before.ahead) > jumpMs || now.timeZone !== before.timeZone
    before = now
    if (isChanged) changed()
  }
  let cancel = clock.after(lookMs, look)
  return () => cancel()
}

/** Milliseconds since some instant in the past that nobody can set. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n)
}
