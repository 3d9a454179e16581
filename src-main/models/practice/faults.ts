import type { Reply, SentBlock } from './responder.ts'

const someWords: readonly SentBlock[] = [{ type: 'text', text: 'These words are never all of the answer.' }]

function status(
  code: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { content: [], fault: { kind: 'status', status: code, type, message, headers } }
}

/** Replies that fail as the Messages API fails. Each is one answer; a script repeats it as often as it wants. */
export const faults = {
  /** 429. `retryAfter` as in the header: seconds, or an HTTP date. */
  rateLimited: (retryAfter?: string): Reply =>
    status(
      429,
      'rate_limit_error',
      'This request would exceed your rate limit.',
      retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    ),
  /** 529. */
  overloaded: (): Reply => status(529, 'overloaded_error', 'Overloaded'),
  /** 500. */
  serverError: (): Reply => status(500, 'api_error', 'Internal server error'),
  /** 401. */
  wrongKey: (): Reply => status(401, 'authentication_error', 'invalid api key'),
  /** 400 that says that the context is too long. */
  contextTooLong: (): Reply =>
    status(400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
  status,
  /** The stream ends after `afterEvents` events without `message_stop`. */
  cut: (afterEvents: number, content: readonly SentBlock[] = someWords): Reply => ({
    content,
    fault: { kind: 'cut', afterEvents },
  }),
  /** The socket is torn down after `afterEvents` events. */
  reset: (afterEvents: number, content: readonly SentBlock[] = someWords): Reply => ({
    content,
    fault: { kind: 'reset', afterEvents },
  }),
  /** An event that is no JSON. */
  malformed: (
    afterEvents = 2,
    bytes = 'event: content_block_delta\ndata: {"type":"content_blo\n\n',
  ): Reply => ({
    content: someWords,
    fault: { kind: 'malformed', afterEvents, bytes },
  }),
  /** `overloaded_error` inside a stream that had begun. */
  overloadedInStream: (afterEvents = 3): Reply => ({
    content: someWords,
    fault: { kind: 'error-event', afterEvents, type: 'overloaded_error', message: 'Overloaded' },
  }),
  /** The answer was cut off by its token limit. */
  maxTokens: (text: string): Reply => ({ content: [{ type: 'text', text }], stopReason: 'max_tokens' }),
  /** The model refuses. */
  refusal: (text = ''): Reply => ({
    content: text === '' ? [] : [{ type: 'text', text }],
    stopReason: 'refusal',
  }),
}
