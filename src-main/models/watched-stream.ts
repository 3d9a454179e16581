import type Anthropic from '@anthropic-ai/sdk'
import type { Clock } from '../platform/clock.ts'
import { StreamFault } from './stream-fault.ts'
import { startWatchdog } from './watchdog.ts'
import { watchedResponse } from './watched-response.ts'

export interface StreamLimits {
  /** How long the first byte of an answer may take, in milliseconds. */
  readonly firstMs: number
  /** How long a begun answer may be silent, in milliseconds. */
  readonly idleMs: number
}

type SendOptions = NonNullable<Parameters<Anthropic['messages']['create']>[1]>

/**
 * Sends a streaming request and hands every event on, until the stream ends. Rejects with what went wrong, with
 * `StreamFault` when it was silent for too long, and with the signal's reason when that aborts.
 */
export async function watchedStream(
  at: { readonly clock: Clock; readonly limits: StreamLimits; readonly signal: AbortSignal },
  send: (options: SendOptions) => Promise<AsyncIterable<unknown>>,
  take: (event: unknown) => void,
): Promise<void> {
  const { clock, limits, signal } = at
  const call = new AbortController()
  const abort = (): void => call.abort(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  const watchdog = startWatchdog(clock, limits, () => call.abort(new StreamFault('silent')))
  try {
    const events = await send({
      signal: call.signal,
      middleware: [async (sent, next) => watchedResponse(await next(sent), () => watchdog.feed())],
    })
    for await (const event of events) {
      // An abort between two events must not let another one through.
      call.signal.throwIfAborted()
      take(event)
    }
    call.signal.throwIfAborted()
  } catch (error) {
    throw call.signal.aborted ? call.signal.reason : error
  } finally {
    watchdog.stop()
    signal.removeEventListener('abort', abort)
    // A stream that was left half read would keep its socket.
    call.abort()
  }
}
