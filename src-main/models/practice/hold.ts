import { orAborted } from '../or-aborted.ts'

/** A gate in the middle of a streamed reply. */
export interface Hold {
  /** How many events are sent before the stream stands still. */
  readonly afterEvents: number
  /** Resolves when the stream stands at the gate. */
  readonly reached: Promise<void>
  readonly released: Promise<void>
  /** Called by the server. */
  reach(): void
  /** Lets the stream go on; a second call does nothing. */
  release(): void
}

/** Makes a gate. With `afterEvents: 0` nothing at all is sent, not even the head of the answer, until `release()`. */
export function createHold(afterEvents: number): Hold {
  const reached = openPromise()
  const released = openPromise()
  return {
    afterEvents,
    reached: reached.promise,
    released: released.promise,
    reach: () => reached.resolve(),
    release: () => released.resolve(),
  }
}

/** Stands at the gate until it opens. Rejects with the signal's reason when the caller goes away meanwhile. */
export async function passHold(hold: Hold, gone: AbortSignal): Promise<void> {
  hold.reach()
  await orAborted(hold.released, gone)
}

// Promise.withResolvers is not in Node 20, which the checks and the oldest supported Electron run on.
function openPromise(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
