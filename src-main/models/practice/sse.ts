import type { Reply, SentBlock } from './responder.ts'

export interface WireUsage {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_input_tokens: number
  readonly cache_creation_input_tokens: number
}

export interface SseEvent {
  readonly type: string
  readonly [field: string]: unknown
}

export interface ReplyFrame {
  readonly id: string
  readonly model: string
  readonly usage: WireUsage
}

/** One server-sent event as bytes on the wire. */
export function formatEvent(event: SseEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/** The whole message, as an answer without streaming has it. */
export function replyMessage(reply: Reply, frame: ReplyFrame): Record<string, unknown> {
  return {
    id: frame.id,
    type: 'message',
    role: 'assistant',
    model: frame.model,
    content: reply.content.map((block, index) => wholeBlock(block, frame.id, index)),
    stop_reason: stopReasonOf(reply),
    stop_sequence: null,
    stop_details: null,
    usage: frame.usage,
  }
}

/** The events of a reply in their order, from `message_start` to `message_stop`. Pure. */
export function replyEvents(reply: Reply, frame: ReplyFrame): SseEvent[] {
  const events: SseEvent[] = [
    {
      type: 'message_start',
      message: {
        ...replyMessage(reply, frame),
        content: [],
        stop_reason: null,
        // As the real service does: the output is counted up to here, the rest comes with message_delta.
        usage: { ...frame.usage, output_tokens: 1 },
      },
    },
    { type: 'ping' },
  ]
  for (const [index, block] of reply.content.entries()) {
    events.push({ type: 'content_block_start', index, content_block: emptyBlock(block, frame.id, index) })
    for (const delta of deltasOf(block)) events.push({ type: 'content_block_delta', index, delta })
    events.push({ type: 'content_block_stop', index })
  }
  events.push({
    type: 'message_delta',
    delta: { stop_reason: stopReasonOf(reply), stop_sequence: null, stop_details: null, container: null },
    usage: frame.usage,
  })
  events.push({ type: 'message_stop' })
  return events
}

function stopReasonOf(reply: Reply): string {
  if (reply.stopReason !== undefined) return reply.stopReason
  return reply.content.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn'
}

function toolId(block: Extract<SentBlock, { type: 'tool_use' }>, messageId: string, index: number): string {
  return block.id ?? `toolu_${messageId.replace(/^msg_/, '')}_${index}`
}

function wholeBlock(block: SentBlock, messageId: string, index: number): Record<string, unknown> {
  if (block.type !== 'tool_use') return { ...block }
  return { type: 'tool_use', id: toolId(block, messageId, index), name: block.name, input: block.input }
}

function emptyBlock(block: SentBlock, messageId: string, index: number): Record<string, unknown> {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: '' }
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' }
    case 'redacted_thinking':
      return { ...block }
    case 'compaction':
      return { ...block, content: null, encrypted_content: null }
    case 'tool_use':
      return { type: 'tool_use', id: toolId(block, messageId, index), name: block.name, input: {} }
  }
}

function deltasOf(block: SentBlock): Record<string, unknown>[] {
  switch (block.type) {
    case 'text':
      return words(block.text).map((text) => ({ type: 'text_delta', text }))
    case 'thinking':
      return [
        ...words(block.thinking).map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: block.signature },
      ]
    case 'redacted_thinking':
      return []
    case 'compaction':
      return [{ type: 'compaction_delta', content: block.content, encrypted_content: null }]
    case 'tool_use':
      return jsonPieces(block.rawInput ?? JSON.stringify(block.input)).map((partial_json) => ({
        type: 'input_json_delta',
        partial_json,
      }))
  }
}

/** A text in pieces of about a word, each with the space that follows; joined they are the text. */
function words(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? []
}

/** At least three pieces where there is enough to cut, so that no reader can rely on whole JSON in one event. */
function jsonPieces(json: string): string[] {
  const size = Math.max(1, Math.min(24, Math.ceil(json.length / 3)))
  const pieces: string[] = []
  for (let at = 0; at < json.length; at += size) pieces.push(json.slice(at, at + size))
  return pieces
}
