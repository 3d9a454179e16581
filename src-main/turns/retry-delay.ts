import type { ModelError } from '../models/model-client.ts'

/** A server that asks for more than this is not waited for: the turn fails and says so. Milliseconds. */
export const longestWaitMs = 15 * 60_000

/**
 * How long to wait before the next try after `attempt` failed ones (from 1), in milliseconds; `null` to give up.
 * The server's retry-after wins; otherwise 1 s doubled with each attempt up to 60 s, with jitter so that runs which
 * failed together do not come back together. `random` is in [0, 1).
 */
export function retryDelay(error: ModelError, attempt: number, max: number, random: number): number | null {
  if (!error.transient || attempt > max) return null
  if (error.retryAfterMs !== null) return error.retryAfterMs > longestWaitMs ? null : error.retryAfterMs
  const backoff = Math.min(1000 * 2 ** (attempt - 1), 60_000)
  return Math.round(backoff * (0.75 + random / 2))
}
