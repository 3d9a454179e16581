import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from '@anthropic-ai/sdk'
import { describe, expect, it } from 'vitest'
import { ModelError } from './model-client.ts'
import { modelFailure } from './model-failure.ts'

const now = Date.UTC(2026, 10, 21, 12)
const context = { connectionName: 'Home', model: 'claude-sonnet-5-5', now }
const of = (error: unknown): ModelError => modelFailure(error, context)

function answer(status: number, type: string, message = '', headers: Record<string, string> = {}): APIError {
  return APIError.generate(
    status,
    { type: 'error', error: { type, message } },
    undefined,
    new Headers(headers),
  )
}

function system(code: string): Error {
  return Object.assign(new Error(`system said ${code}`), { code })
}

/** As the SDK wraps what fetch throws. */
function unreachable(cause: Error): Error {
  return new APIConnectionError({ cause: new TypeError('fetch failed', { cause }) })
}

describe('what the server says', () => {
  it.each([
    [
      answer(400, 'invalid_request_error', 'input length and max_tokens exceed context limit'),
      'context-full',
      false,
    ],
    [answer(402, 'billing_error'), 'quota', false],
    [answer(408, 'timeout_error'), 'network', true],
    [answer(409, 'conflict'), 'network', true],
    [answer(422, 'invalid_request_error', 'tools.0.name: bad'), 'bad-request', false],
    [answer(501, 'api_error'), 'bad-request', false],
    [answer(502, 'api_error'), 'overloaded', true],
    [answer(503, 'api_error'), 'overloaded', true],
    [answer(504, 'timeout_error'), 'network', true],
    [answer(429, 'rate_limit_error', 'You have reached your monthly spend limit'), 'quota', false],
    [answer(403, 'permission_error', 'This organization has been disabled.'), 'authentication', false],
    [answer(403, 'permission_error', 'Your API key has expired'), 'authentication', false],
    [answer(403, 'permission_error', 'Your API key may not use the model claude-opus'), 'permission', false],
    [
      new APIError(undefined, { error: { type: 'rate_limit_error' } }, undefined, new Headers()),
      'rate-limited',
      true,
    ],
    [
      new APIError(undefined, { error: { type: 'invalid_request_error' } }, undefined, new Headers()),
      'bad-request',
      false,
    ],
    [
      new APIError(undefined, { error: { type: 'something_new' } }, undefined, new Headers()),
      'overloaded',
      true,
    ],
  ])('%s', (error, code, transient) => {
    expect(of(error)).toMatchObject({ code, transient })
  })

  it('keeps the wait only where a wait helps', () => {
    expect(of(answer(503, 'api_error', '', { 'retry-after': '1.5' })).retryAfterMs).toBe(1500)
    expect(of(answer(401, 'authentication_error', '', { 'retry-after': '5' })).retryAfterMs).toBeNull()
    expect(
      of(answer(429, 'rate_limit_error', '', { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }))
        .retryAfterMs,
    ).toBe(30_000)
    expect(
      of(answer(429, 'rate_limit_error', '', { 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }))
        .retryAfterMs,
    ).toBe(0)
    expect(of(answer(429, 'rate_limit_error', '', { 'retry-after': 'soon' })).retryAfterMs).toBeNull()
    expect(of(answer(429, 'rate_limit_error', '', { 'retry-after': '-3' })).retryAfterMs).toBeNull()
  })

  it('a model that does not exist is named', () => {
    expect(of(answer(404, 'not_found_error', 'model: claude-sonnet-5-5')).message).toBe(
      'The connection “Home” has no model named “claude-sonnet-5-5”. Choose another model in Settings → Models.',
    )
  })
})

describe('what the network says', () => {
  it.each([
    ['ECONNREFUSED', true, 'Nothing answers'],
    ['ENOTFOUND', true, 'cannot be found'],
    ['EAI_AGAIN', true, 'does not reach'],
    ['ENETUNREACH', true, 'does not reach'],
    ['ECONNRESET', true, 'broke off'],
    ['UND_ERR_SOCKET', true, 'broke off'],
    ['UND_ERR_HEADERS_TIMEOUT', true, 'did not answer in time'],
    ['UND_ERR_CONNECT_TIMEOUT', true, 'did not answer in time'],
    ['ETIMEDOUT', true, 'did not answer in time'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false, 'certificate'],
    ['CERT_HAS_EXPIRED', false, 'certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'certificate'],
  ])('%s', (code, transient, words) => {
    const error = of(unreachable(system(code)))
    expect(error).toMatchObject({ code: 'network', transient })
    expect(error.message).toContain(words)
  })

  it('a host whose every address refuses counts as one that refuses', () => {
    const all = new AggregateError([system('ECONNREFUSED'), system('ECONNREFUSED')])
    expect(of(unreachable(all)).message).toContain('Nothing answers')
  })

  it.each([
    new APIConnectionTimeoutError(),
    new APIUserAbortError(),
    new APIConnectionError({ message: 'Connection error.' }),
    new TypeError('terminated'),
  ])('%s is transient', (error) => {
    expect(of(error)).toMatchObject({ code: 'network', transient: true })
  })
})

it('what is a ModelError already stays as it is', () => {
  const error = new ModelError('no-connection', 'Gone.', { transient: false })
  expect(of(error)).toBe(error)
})

it.each([
  new Error('a bug'),
  'a text',
  null,
  undefined,
  { strange: true },
  new TypeError('x is not a function'),
])('anything else (%s) is internal and not tried again', (error) => {
  expect(of(error)).toMatchObject({ code: 'internal', transient: false })
})

it('an error that causes itself comes to an end', () => {
  const error = new Error('loop')
  error.cause = error
  expect(of(error).code).toBe('internal')
})
