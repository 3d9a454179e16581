import type { Sliced } from '../../src-shared/domain/at-once.ts'
import { yieldToEvents } from './yield-to-events.ts'

/** After so many milliseconds everything else that is due goes first. */
const sliceMs = 3

/** Does long work on the main thread, and lets others get a turn in between. What it reads may have changed when it goes on. */
export async function inSlices<T>(work: Sliced<T>): Promise<T> {
  let begun = performance.now()
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    if (performance.now() - begun < sliceMs) continue
    await yieldToEvents()
    begun = performance.now()
  }
}
