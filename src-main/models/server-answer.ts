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

/** The answer that an error of the SDK carries, told by its shape; null for an error that no server sent. */
export function serverAnswer(error: unknown): ServerAnswer | null {
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
