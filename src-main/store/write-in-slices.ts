import { monotonicMs } from '../platform/watch-clock.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** After so many milliseconds a transaction is committed, which takes about as long again. */
const sliceMs = 2

/**
 * Changes rows until `step` says `false`, or the signal aborts: as many small steps in one transaction as a few milliseconds
 * hold, and everybody else in between. A crash loses no more than one slice.
 */
export async function writeInSlices(
  unitOfWork: UnitOfWork,
  step: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  for (let goesOn = true; goesOn && !signal.aborted;) {
    goesOn = unitOfWork.run(() => {
      const begun = monotonicMs()
      let more = true
      while (more && monotonicMs() - begun < sliceMs) more = step()
      return more
    })
    await yieldToEvents()
  }
}
