import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface Refusal {
  readonly status: number
  readonly type: string
  readonly message: string
}

/**
 * Who may speak to a loopback server of ours: a program that knows the key of this process. A web page cannot: it
 * does not know the key, its requests carry an `Origin`, and a name rebound to 127.0.0.1 shows in `Host`.
 */
export function refusalOf(
  headers: IncomingHttpHeaders,
  expected: { readonly host: string; readonly key: string },
): Refusal | null {
  if (headers.host !== expected.host) {
    return { status: 403, type: 'permission_error', message: 'This address is not served under that name.' }
  }
  if (headers.origin !== undefined) {
    return { status: 403, type: 'permission_error', message: 'Web pages have no access.' }
  }
  const given = keysOf(headers)
  // A client may send its key in both headers; none of them may be wrong.
  if (given.length === 0 || !given.every((key) => isSame(key, expected.key))) {
    return { status: 401, type: 'authentication_error', message: 'invalid api key' }
  }
  return null
}

function keysOf(headers: IncomingHttpHeaders): string[] {
  const keys: string[] = []
  const own = headers['x-api-key']
  if (typeof own === 'string') keys.push(own)
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined) keys.push(bearer)
  return keys
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
