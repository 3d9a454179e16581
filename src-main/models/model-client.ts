import type { Block } from '../../src-shared/domain/message.ts'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import type { FailureCode } from '../../src-shared/domain/turn.ts'
import type { CallUsage } from '../store/call-usage.ts'

/** A message as the Messages API takes it. Roles alternate; the first one is the user's. */
export interface RequestMessage {
  readonly role: 'user' | 'assistant'
  readonly content: readonly RequestBlock[]
}

export type RequestBlock =
  /** `passing`: it holds for this call only; nothing up to it is looked for in the cache. */
  | { readonly type: 'text'; readonly text: string; readonly passing?: true }
  /**
   * What stands for the messages before it, at the beginning of the first one. `block`: the one that the API made of them,
   * for a connection that takes it in place of the text; `null`: there is none.
   */
  | { readonly type: 'summary'; readonly text: string; readonly block: unknown }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: unknown }
  | {
      readonly type: 'tool_result'
      readonly tool_use_id: string
      readonly content: string | readonly ResultPart[]
      readonly is_error?: boolean
    }
  | AttachedPart

/** A part of a tool's result. */
export type ResultPart = { readonly type: 'text'; readonly text: string } | AttachedPart

/**
 * A picture or document of a tool or of the user. Bytes are base64; the name is not sent. `kept` stands for one whose bytes
 * are read before the call.
 */
export type AttachedPart =
  | {
      readonly type: 'image'
      readonly name?: string
      readonly source: {
        readonly type: 'base64'
        readonly media_type: Exclude<Attachment['mediaType'], 'application/pdf'>
        readonly data: string
      }
    }
  | {
      readonly type: 'document'
      readonly name?: string
      readonly source: {
        readonly type: 'base64'
        readonly media_type: 'application/pdf'
        readonly data: string
      }
    }
  | { readonly type: 'kept'; readonly attachment: Attachment }

export interface ToolDefinition {
  readonly name: string
  readonly description: string
  /** A JSON schema of type object. */
  readonly input_schema: { readonly type: 'object'; readonly [key: string]: unknown }
}

export interface ModelRequest {
  /** `null`: the connection's default model. */
  readonly model: string | null
  readonly system: string
  readonly messages: readonly RequestMessage[]
  readonly tools: readonly ToolDefinition[]
  /** Tokens. */
  readonly maxTokens: number
}

export type ReplyBlock = Extract<Block, { type: 'text' | 'thinking' | 'redacted_thinking' | 'tool_use' }>

export interface ModelReply {
  readonly model: string
  readonly content: readonly ReplyBlock[]
  /** As the Messages API says it: end_turn, tool_use, max_tokens, refusal, stop_sequence, pause_turn, … */
  readonly stopReason: string
  /** One step, with the money it cost by `pricing`. */
  readonly usage: CallUsage
}

/** A summary that the API made. `block` goes with later requests as it came. */
export interface CompactReply {
  readonly model: string
  readonly summary: string
  readonly block: unknown
  readonly usage: CallUsage
}

export interface StreamListener {
  onDelta(kind: 'text' | 'thinking', text: string): void
}

/** A page that a search found. What it says is data. */
export interface WebHit {
  readonly url: string
  readonly title: string
  /** How old it is, in the search's words. */
  readonly age: string | null
  /** Passages of it that the search quotes. */
  readonly passages: readonly string[]
}

/** What a web tool of the connection came to, and what it cost either way. `why` is a sentence for the model. */
export type WebOutcome<T> =
  | { readonly ok: true; readonly value: T; readonly usage: CallUsage }
  | { readonly ok: false; readonly why: string; readonly usage: CallUsage }

/**
 * The web search and fetch that the connection itself provides. `model` as in `ModelRequest`. Rejects with `ModelError`,
 * or with the signal's reason when it aborts.
 */
export interface WebTools {
  search(
    query: string,
    model: string | null,
    signal: AbortSignal,
  ): Promise<WebOutcome<{ readonly hits: readonly WebHit[]; readonly summary: string }>>
  fetch(
    url: string,
    model: string | null,
    signal: AbortSignal,
  ): Promise<WebOutcome<{ readonly url: string; readonly title: string; readonly text: string }>>
}

/**
 * One model call, streamed. Does not retry: the turn does, from the last committed step.
 * Rejects with `ModelError`, or with the signal's reason when it aborts.
 */
export interface ModelClient {
  complete(request: ModelRequest, listener: StreamListener, signal: AbortSignal): Promise<ModelReply>
  /** The tokens of a request, as the connection counts them; `null`: it does not, or not now. */
  countTokens?(request: ModelRequest, signal: AbortSignal): Promise<number | null>
  /** The connection's own summary of all the messages of a request; `null`: it makes none. Rejects as `complete`. */
  compact?(request: ModelRequest, signal: AbortSignal): Promise<CompactReply | null>
  /** Only where the connection has them. */
  readonly webTools?: WebTools
}

/** A model call that failed. `message` is for people and says what to do next; it never holds a key or a prompt. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly code: FailureCode
  /** Whether the same call may succeed later. */
  readonly transient: boolean
  /** Milliseconds that the server asked to wait, or null. */
  readonly retryAfterMs: number | null
  constructor(
    code: FailureCode,
    message: string,
    options: { transient: boolean; retryAfterMs?: number | null; cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.transient = options.transient
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}
