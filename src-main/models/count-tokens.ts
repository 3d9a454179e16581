import type Anthropic from '@anthropic-ai/sdk'
import type { Clock } from '../platform/clock.ts'
import type { ModelRequest } from './model-client.ts'
import { requestParams } from './request-params.ts'

/** A count only saves a guess: it is not waited for longer. Milliseconds. */
const longestMs = 10_000
/** What servers answer that have no such thing, or not for this. */
const notHad = new Set([400, 404, 405, 422, 501])

/**
 * Counts the tokens of requests where the endpoint does, until it says that it does not. `null` for whatever goes wrong;
 * rejects only with the signal's reason.
 */
export function createTokenCounter(sdk: () => Promise<Anthropic>, clock: Clock) {
  let isHad = true
  return async (request: ModelRequest, model: string, signal: AbortSignal): Promise<number | null> => {
    if (!isHad) return null
    const { max_tokens: _most, stream: _stream, ...params } = requestParams(request, model, { cache: false })
    const call = new AbortController()
    const abort = (): void => call.abort()
    const cancelTimer = clock.after(longestMs, abort)
    signal.addEventListener('abort', abort, { once: true })
    try {
      const client = await sdk()
      signal.throwIfAborted()
      const { input_tokens: tokens } = await client.messages.countTokens(params, { signal: call.signal })
      return Number.isFinite(tokens) ? tokens : null
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof Error && 'status' in error && notHad.has(Number(error.status))) isHad = false
      return null
    } finally {
      cancelTimer()
      signal.removeEventListener('abort', abort)
    }
  }
}
