import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { ReplyBlock, StreamListener } from './model-client.ts'
import { streamEventSchema, type StartedBlock, type StreamDelta, type StreamUsage } from './stream-event.ts'
import { StreamFault } from './stream-fault.ts'

export interface AssembledReply {
  /** As the server names it, or null when it does not. */
  readonly model: string | null
  readonly content: readonly ReplyBlock[]
  readonly stopReason: string
  /** Tokens. */
  readonly usage: {
    readonly input: number
    readonly output: number
    readonly cacheRead: number
    readonly cacheWrite: number
  }
}

export interface ReplyAssembler {
  /** Takes one event as it came; throws `StreamFault` when it breaks the protocol. */
  take(event: unknown): void
  /** The whole reply, once the stream has ended. Throws `StreamFault` when it is not whole. */
  finish(): AssembledReply
}

/** `at` and `ms`: when it began, and how long it took, in milliseconds. */
type OpenBlock = StartedBlock & { json?: string; closed?: boolean; at?: number; ms?: number }

/**
 * Puts the events of one streamed message together. It does so itself, and not with the SDK's stream helper, because
 * that repairs cut JSON silently: a tool would then run with half of its input.
 */
export function createReplyAssembler(listener: StreamListener, now: () => number = () => 0): ReplyAssembler {
  const blocks = new Map<number, OpenBlock | null>()
  const counted = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }
  let model: string | null = null
  let started = false
  let stopped = false
  let stopReason: string | null = null

  function count(usage: StreamUsage | null | undefined): void {
    // The counts of message_delta are totals that replace those of message_start; absent ones leave them.
    counted.input = whole(usage?.input_tokens) ?? counted.input
    counted.output = whole(usage?.output_tokens) ?? counted.output
    counted.cacheRead = whole(usage?.cache_read_input_tokens) ?? counted.cacheRead
    counted.cacheWrite = whole(usage?.cache_creation_input_tokens) ?? counted.cacheWrite
  }

  return {
    take(raw) {
      const parsed = streamEventSchema.safeParse(raw)
      if (!parsed.success) throw new StreamFault('malformed')
      const event = parsed.data
      if (event === null) return
      if (event.type === 'message_start' ? started : !started || stopped) throw new StreamFault('malformed')
      switch (event.type) {
        case 'message_start':
          started = true
          model = event.message.model ?? null
          count(event.message.usage)
          return
        case 'content_block_start':
          if (blocks.has(event.index)) throw new StreamFault('malformed')
          blocks.set(event.index, event.content_block && { ...event.content_block, at: now() })
          if (event.content_block !== null) tellStart(event.content_block, listener)
          return
        case 'content_block_delta': {
          const block = blocks.get(event.index)
          if (block === undefined || block?.closed) throw new StreamFault('malformed')
          if (block !== null && event.delta !== null) extend(block, event.delta, listener)
          return
        }
        case 'content_block_stop': {
          const block = blocks.get(event.index)
          if (block === undefined) throw new StreamFault('malformed')
          if (block !== null) Object.assign(block, { closed: true, ms: now() - (block.at ?? now()) })
          return
        }
        case 'message_delta':
          stopReason = event.delta.stop_reason ?? stopReason
          count(event.usage)
          return
        case 'message_stop':
          stopped = true
          return
        default:
          assertNever(event)
      }
    },
    finish() {
      if (!stopped) throw new StreamFault('cut')
      const reason = stopReason ?? 'end_turn'
      const inOrder = [...blocks].toSorted(([a], [b]) => a - b).map(([, block]) => block)
      const content = inOrder.flatMap((block) => (block === null ? [] : finished(block, reason)))
      if (
        content.length === 0 &&
        (reason === 'end_turn' || reason === 'tool_use' || reason === 'stop_sequence')
      ) {
        throw new StreamFault('empty')
      }
      return { model, content, stopReason: reason, usage: counted }
    },
  }
}

function whole(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.trunc(value)
}

function tellStart(block: StartedBlock, listener: StreamListener): void {
  if (block.type === 'text' && block.text !== '') listener.onDelta('text', block.text)
  if (block.type === 'thinking' && block.thinking !== '') listener.onDelta('thinking', block.thinking)
}

function extend(block: OpenBlock, delta: StreamDelta, listener: StreamListener): void {
  if (block.type === 'text' && delta.type === 'text_delta') {
    block.text += delta.text
    listener.onDelta('text', delta.text)
  } else if (block.type === 'thinking' && delta.type === 'thinking_delta') {
    block.thinking += delta.thinking
    listener.onDelta('thinking', delta.thinking)
  } else if (block.type === 'thinking' && delta.type === 'signature_delta') {
    block.signature = delta.signature
  } else if (block.type === 'tool_use' && delta.type === 'input_json_delta') {
    block.json = (block.json ?? '') + delta.partial_json
  } else {
    throw new StreamFault('malformed')
  }
}

function finished(block: OpenBlock, stopReason: string): ReplyBlock[] {
  switch (block.type) {
    case 'text':
      // The API refuses a request whose history has an empty text.
      return block.text.trim() === '' ? [] : [{ type: 'text', text: block.text }]
    case 'thinking':
      // Without its signature the API takes it back from nobody.
      if (block.signature === '') return []
      return [
        {
          type: 'thinking',
          thinking: block.thinking,
          signature: block.signature,
          ...(block.ms === undefined || block.ms <= 0 ? {} : { ms: block.ms }),
        },
      ]
    case 'redacted_thinking':
      return [{ type: 'redacted_thinking', data: block.data }]
    case 'tool_use': {
      const input = toolInput(block)
      if (input !== null) return [{ type: 'tool_use', id: block.id, name: block.name, input }]
      // A call that the token limit cut off was never made; the stop reason says why the answer ends here.
      if (stopReason === 'max_tokens' || stopReason === 'model_context_window_exceeded') return []
      throw new StreamFault('broken-input')
    }
    default:
      return assertNever(block)
  }
}

function toolInput(block: Extract<OpenBlock, { type: 'tool_use' }>): unknown {
  if (block.json === undefined || block.json === '') return isObject(block.input) ? block.input : {}
  try {
    const input: unknown = JSON.parse(block.json)
    return isObject(input) ? input : null
  } catch {
    return null
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
