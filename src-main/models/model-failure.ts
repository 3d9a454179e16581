import { ModelError } from './model-client.ts'
import { networkTrouble } from './network-trouble.ts'
import { retryAfterMs } from './retry-after.ts'
import { serverFailure } from './server-failure.ts'
import { StreamFault } from './stream-fault.ts'
import { streamTrouble } from './stream-trouble.ts'

export interface FailureContext {
  readonly connectionName: string
  /** The model that was asked for. */
  readonly model: string
  /** Epoch milliseconds. */
  readonly now: number
}

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

/** What a server said: with a status, or, inside a stream that had begun, without one. */
export interface ServerAnswer {
  readonly status: number | null
  readonly type: string | null
  readonly errorCode: string | null
  /** Only ever looked at, never shown. */
  readonly text: string
  readonly headers: HeaderReader | null
}

export interface HeaderReader {
  get(name: string): string | null
}

function serverAnswer(error: unknown): ServerAnswer | null {
  if (!(error instanceof Error) || !('status' in error)) return null
  const status = typeof error.status === 'number' ? error.status : null
  const type = text(error, 'type') ?? nestedType(error)
  if (status === null && type === null) return null
  const headers: unknown = Reflect.get(error, 'headers')
  return {
    status,
    type,
    errorCode: text(error, 'errorCode'),
    text: error.message,
    headers: isHeaderReader(headers) ? headers : null,
  }
}

function text(error: Error, field: string): string | null {
  const value: unknown = Reflect.get(error, field)
  return typeof value === 'string' ? value : null
}

/** Some gateways send `{"error": {"type": …}}` where the SDK does not look for it. */
function nestedType(error: Error): string | null {
  const body: unknown = Reflect.get(error, 'error')
  if (typeof body !== 'object' || body === null) return null
  const inner: unknown = Reflect.get(body, 'error') ?? body
  if (typeof inner !== 'object' || inner === null) return null
  const type: unknown = Reflect.get(inner, 'type')
  return typeof type === 'string' && type !== 'error' ? type : null
}

function isHeaderReader(value: unknown): value is HeaderReader {
  return typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function'
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
