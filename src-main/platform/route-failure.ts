import type { ErrorCode } from '../../src-shared/ipc/result.ts'

/** What a handler throws when it refuses. `message` is for people and says what to do next. */
export class RouteFailure extends Error {
  override readonly name = 'RouteFailure'
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

/** The thing that the input names does not exist. */
export function notFound(message: string): RouteFailure {
  return new RouteFailure('not_found', message)
}

/** It exists, and its state does not allow this any more: already answered, already ended. */
export function conflict(message: string): RouteFailure {
  return new RouteFailure('conflict', message)
}

/** The input is well formed and still cannot be used, such as words that are no time. */
export function badInput(message: string): RouteFailure {
  return new RouteFailure('bad_input', message)
}

/** The same call may work later, or elsewhere: a full disk, a window that is needed, no connection. */
export function unavailable(message: string): RouteFailure {
  return new RouteFailure('unavailable', message)
}
