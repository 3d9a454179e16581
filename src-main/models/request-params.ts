import type { ModelRequest, RequestBlock, RequestMessage } from './model-client.ts'
import type {
  ContentBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
} from '@anthropic-ai/sdk/resources/messages'

const breakpoint = { cache_control: { type: 'ephemeral' } } as const

/**
 * The body of a streaming request. With `cache`, breakpoints stand behind system and tools, behind the newest user
 * message, and behind the one before it, where the previous request had its newest: so a follow-up reads everything
 * up to there from the cache, however many blocks one step adds (the service looks back 20 blocks at most).
 */
export function requestParams(
  request: ModelRequest,
  model: string,
  options: { readonly cache: boolean },
): MessageCreateParamsStreaming {
  const marked = options.cache ? markedMessages(request.messages) : new Set<number>()
  const lastTool = options.cache && request.system === '' ? request.tools.length - 1 : -1
  return {
    model,
    max_tokens: request.maxTokens,
    stream: true,
    ...(request.system === ''
      ? {}
      : { system: [{ type: 'text', text: request.system, ...(options.cache ? breakpoint : {}) }] }),
    messages: request.messages.map((message, index) => messageParam(message, marked.has(index))),
    ...(request.tools.length === 0
      ? {}
      : {
          tools: request.tools.map((tool, index) => ({ ...tool, ...(index === lastTool ? breakpoint : {}) })),
        }),
  }
}

function markedMessages(messages: readonly RequestMessage[]): Set<number> {
  const users = [...messages.keys()].filter((index) => messages[index]?.role === 'user')
  return new Set(users.slice(-2))
}

function messageParam(message: RequestMessage, marked: boolean): MessageParam {
  const last = message.content.length - 1
  if (message.role === 'user') {
    return {
      role: 'user',
      content: message.content.flatMap((block, index) => {
        // A user's message has no other blocks.
        if (block.type !== 'text' && block.type !== 'tool_result') return []
        return [{ ...userBlock(block), ...(marked && index === last ? breakpoint : {}) }]
      }),
    }
  }
  return {
    role: 'assistant',
    content: message.content.flatMap((block) => (block.type === 'tool_result' ? [] : [{ ...block }])),
  }
}

type UserBlock = Extract<RequestBlock, { type: 'text' | 'tool_result' }>

function userBlock(block: UserBlock): ContentBlockParam {
  if (block.type === 'text') return { ...block }
  const { content } = block
  if (typeof content === 'string') return { ...block, content }
  return { ...block, content: content.flatMap((part) => (part.type === 'kept' ? [] : [part])) }
}
