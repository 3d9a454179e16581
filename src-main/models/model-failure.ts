import type { FailureContext } from './failure-context.ts'
import { ModelError } from './model-client.ts'
import { networkTrouble } from './network-trouble.ts'
import { retryAfterMs } from './retry-after.ts'
import { serverAnswer } from './server-answer.ts'
import { serverFailure } from './server-failure.ts'
import { StreamFault } from './stream-fault.ts'
import { streamTrouble } from './stream-trouble.ts'

/**
 * Any error of a model call as a `ModelError`, whose message says to a person what happened and what to do next. It
 * holds no words of the server, because an endpoint may repeat the key or the prompt in them. Pure.
 *
 * Errors of the SDK are told by their shape: their classes would have to be loaded for that, and a start without a
 * model call does without the SDK.
 */
export function modelFailure(error: unknown, context: FailureContext): ModelError {
  if (error instanceof ModelError) return error
  const fault = causes(error).find((cause) => cause instanceof StreamFault)
  if (fault instanceof StreamFault) return streamTrouble(fault.kind, context)
  const answer = serverAnswer(error)
  if (answer !== null) {
    const { code, message, transient } = serverFailure(answer, context)
    const wait = transient ? retryAfterMs(answer.headers, context.now) : null
    return new ModelError(code, message, { transient, retryAfterMs: wait, cause: error })
  }
  if (error instanceof SyntaxError) return streamTrouble('malformed', context)
  return networkTrouble(causes(error), context)
}

/** The error and what caused it, outermost first; a group of errors (one for each address of a host) counts too. */
function causes(error: unknown): readonly unknown[] {
  const chain: unknown[] = []
  let rest: unknown[] = [error]
  while (rest.length > 0 && chain.length < 20) {
    const [next, ...others] = rest
    rest = others
    chain.push(next)
    if (next instanceof AggregateError) rest.push(...next.errors)
    if (next instanceof Error && next.cause !== undefined) rest.push(next.cause)
  }
  return chain
}
