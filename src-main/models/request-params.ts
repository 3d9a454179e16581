import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { AttachedPart, ModelRequest, RequestBlock, RequestMessage, ResultPart } from './model-client.ts'
import type {
  DocumentBlockParam,
  ImageBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
  TextBlockParam,
  ToolResultBlockParam,
} from '@anthropic-ai/sdk/resources/messages'

const breakpoint = { cache_control: { type: 'ephemeral' } } as const

interface ParamOptions {
  readonly cache: boolean
  /** A summary at the beginning is sent as the API's own block, by the caller: its words are left out. */
  readonly ownSummary?: boolean
}

/**
 * The body of a streaming request. With `cache`, breakpoints stand behind system and tools, behind the newest user
 * message, and behind the one before it, where the previous request had its newest: so a follow-up reads everything
 * up to there from the cache, however many blocks one step adds (the service looks back 20 blocks at most). One more
 * stands behind the newest of the others that has words: after a turn of many steps its thoughts are left out, and the
 * message that it began with is the last one up to where everything is as it was sent before.
 */
export function requestParams(
  request: ModelRequest,
  model: string,
  options: ParamOptions,
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
    messages: request.messages.map((message, index) => messageParam(message, marked.has(index), options)),
    ...(request.tools.length === 0
      ? {}
      : {
          tools: request.tools.map((tool, index) => ({ ...tool, ...(index === lastTool ? breakpoint : {}) })),
        }),
  }
}

function markedMessages(messages: readonly RequestMessage[]): Set<number> {
  const users = [...messages.keys()].filter((index) => messages[index]?.role === 'user')
  const hasWords = (index: number): boolean =>
    messages[index]?.content.some(({ type }) => type === 'text' || type === 'summary') ?? false
  const begun = users.slice(0, -2).findLast(hasWords)
  return new Set([...(begun === undefined ? [] : [begun]), ...users.slice(-2)])
}

function messageParam(
  message: RequestMessage,
  marked: boolean,
  { ownSummary = false }: ParamOptions,
): MessageParam {
  if (message.role === 'user') {
    const sent = message.content.filter((block) => !ownSummary || block.type !== 'summary')
    const params = sent.flatMap(userBlock)
    // What the summary alone stood in must still be a message.
    const content = params.length > 0 || !ownSummary ? params : [{ type: 'text' as const, text: 'Go on.' }]
    const end = sent.at(-1)
    const last = content.length - (end?.type === 'text' && end.passing === true ? 2 : 1)
    return {
      role: 'user',
      content: content.map((param, index) => ({ ...param, ...(marked && index === last ? breakpoint : {}) })),
    }
  }
  return {
    role: 'assistant',
    content: message.content.flatMap((block) => (isOfAssistant(block) ? [{ ...block }] : [])),
  }
}

type AssistantBlock = Exclude<RequestBlock, AttachedPart | { type: 'tool_result' | 'summary' }>

function isOfAssistant(block: RequestBlock): block is AssistantBlock {
  const { type } = block
  return type === 'text' || type === 'tool_use' || type === 'thinking' || type === 'redacted_thinking'
}

/** A user's message has no other blocks; what is still `kept` has no bytes to send. */
function userBlock(block: RequestBlock): (TextBlockParam | ToolResultBlockParam | AttachedParam)[] {
  switch (block.type) {
    case 'tool_result': {
      const { content } = block
      return [{ ...block, content: typeof content === 'string' ? content : content.flatMap(partParam) }]
    }
    case 'summary':
    case 'text':
      return [{ type: 'text', text: block.text }]
    case 'image':
    case 'document':
      return partParam(block)
    case 'kept':
    case 'thinking':
    case 'redacted_thinking':
    case 'tool_use':
      return []
    default:
      return assertNever(block)
  }
}

type AttachedParam = ImageBlockParam | DocumentBlockParam

function partParam(part: ResultPart): (TextBlockParam | AttachedParam)[] {
  if (part.type === 'kept') return []
  if (part.type === 'text') return [{ ...part }]
  const { name: _name, ...param } = part
  return [param]
}
