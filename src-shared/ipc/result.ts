import { z } from 'zod'

/** The closed list of error codes that cross a transport. */
export const errorCodeSchema = z.enum(['bad_input', 'not_found', 'conflict', 'unavailable', 'internal'])
export type ErrorCode = z.infer<typeof errorCodeSchema>

/** `message` is for people and says what to do next. */
export interface RouteError {
  readonly code: ErrorCode
  readonly message: string
}

/** What every route resolves to, on every transport. Nothing is thrown across a process boundary. */
export type Result<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: RouteError }
