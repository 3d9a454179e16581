import type { MessagesRequest, PracticeMessage } from './messages-request.ts'

/** Parameters that API version 2026-10-21 no longer takes. */
const removedParameters = ['temperature', 'top_p', 'top_k'] as const
const mostBreakpoints = 4

/**
 * What the Messages API would refuse this request for with a 400, or null. Without these rules a context that was
 * built wrongly would pass every test here and fail with a real model.
 */
export function messagesComplaint(request: MessagesRequest, body: string): string | null {
  const removed = removedParameters.find((name) => name in request)
  if (removed !== undefined) return `${removed}: this parameter is not supported in this API version`
  const breakpoints = body.split('"cache_control":').length - 1
  if (breakpoints > mostBreakpoints) {
    return `A maximum of ${mostBreakpoints} blocks with cache_control may be provided. Found ${breakpoints}.`
  }
  for (const [index, tool] of request.tools.entries()) {
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(tool.name)) return `tools.${index}.name: not a valid tool name`
    if (tool.input_schema.type !== 'object') return `tools.${index}.input_schema.type: must be "object"`
  }
  // What is to be summarised may end with an answer.
  return historyComplaint(request.messages, request.compaction != null)
}

function historyComplaint(messages: readonly PracticeMessage[], mayEnd: boolean): string | null {
  if (messages.length === 0) return 'messages: at least one message is required'
  const compacted = messages[0]?.content.some(({ type }) => type === 'compaction') ?? false
  const late = messages.slice(1).some(({ content }) => content.some(({ type }) => type === 'compaction'))
  if (late) return 'messages: a compaction block must be in the first message'
  if (messages[0]?.role !== 'user' && !compacted) return 'messages: first message must use the "user" role'
  if (messages.at(-1)?.role !== 'user' && !mayEnd)
    return 'messages: the last message must use the "user" role'
  for (const [index, message] of messages.entries()) {
    const complaint = messageComplaint(index, message, messages[index - 1], messages[index + 1])
    if (complaint !== null) return complaint
  }
  return null
}

function messageComplaint(
  index: number,
  message: PracticeMessage,
  before: PracticeMessage | undefined,
  after: PracticeMessage | undefined,
): string | null {
  if (message.content.length === 0) return `messages.${index}: all messages must have non-empty content`
  if (before?.role === message.role)
    return `messages.${index}: roles must alternate between "user" and "assistant"`
  for (const [position, block] of message.content.entries()) {
    const at = `messages.${index}.content.${position}`
    if (block.type === 'text' && block.text.trim() === '')
      return `${at}: text content blocks must be non-empty`
    if (block.type === 'thinking' && block.signature === '')
      return `${at}: thinking blocks must have their signature`
    if (block.type === 'tool_use') {
      if (message.role !== 'assistant') return `${at}: tool_use blocks can only be in assistant messages`
      if (!isAnswered(block.id, after)) {
        return `${at}: tool_use ids were found without tool_result blocks immediately after`
      }
    }
    if (block.type === 'tool_result') {
      if (message.role !== 'user') return `${at}: tool_result blocks can only be in user messages`
      if (!isAsked(block.toolUseId, before))
        return `${at}: unexpected tool_use_id found in tool_result blocks`
      if (message.content.slice(0, position).some((earlier) => earlier.type !== 'tool_result')) {
        return `${at}: tool_result blocks must come first in the message`
      }
    }
  }
  return repeatedId(message) ? `messages.${index}: tool_use ids must be unique` : null
}

function isAnswered(id: string, after: PracticeMessage | undefined): boolean {
  return after?.content.some((block) => block.type === 'tool_result' && block.toolUseId === id) ?? false
}

function isAsked(id: string, before: PracticeMessage | undefined): boolean {
  return before?.content.some((block) => block.type === 'tool_use' && block.id === id) ?? false
}

function repeatedId(message: PracticeMessage): boolean {
  const ids = message.content.flatMap((block) => {
    if (block.type === 'tool_use') return [block.id]
    return block.type === 'tool_result' ? [block.toolUseId] : []
  })
  return new Set(ids).size !== ids.length
}
