import type { Hold } from './hold.ts'
import type { MessagesRequest } from './messages-request.ts'
import type { WireUsage } from './sse.ts'

export type SentBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'compaction'; readonly content: string; readonly signature: string }
  | {
      readonly type: 'tool_use'
      /** Made from the request's hash when it is left out. */
      readonly id?: string
      readonly name: string
      readonly input: unknown
      /** Sent instead of `input`, to stream JSON that is broken. */
      readonly rawInput?: string
    }

/** What goes wrong on purpose. */
export type Fault =
  /** The whole answer is this error. `headers` take retry-after and the like. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly type: string
      readonly message: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** The connection is closed properly after so many events, without `message_stop`. */
  | { readonly kind: 'cut'; readonly afterEvents: number }
  /** The socket is torn down after so many events; with 0 before any answer. */
  | { readonly kind: 'reset'; readonly afterEvents: number }
  /** These bytes stand in the stream after so many events, which then goes on. */
  | { readonly kind: 'malformed'; readonly afterEvents: number; readonly bytes: string }
  /** An `error` event ends the stream after so many events. */
  | {
      readonly kind: 'error-event'
      readonly afterEvents: number
      readonly type: string
      readonly message: string
    }

export interface Reply {
  readonly content: readonly SentBlock[]
  /** `tool_use` when the content calls a tool, else `end_turn`. */
  readonly stopReason?: string
  readonly fault?: Fault
  /** Told in the place of what is counted by length. */
  readonly usage?: Partial<WireUsage>
  readonly hold?: Hold
  /** Milliseconds between two events; the server has a limit for a whole reply. */
  readonly paceMs?: number
}

export type Responder = (request: MessagesRequest) => Reply | Promise<Reply>
