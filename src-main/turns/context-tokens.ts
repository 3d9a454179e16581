import type { ModelRequest, RequestBlock, RequestMessage } from '../models/model-client.ts'

/** Characters of a token, in letters of one byte; others are counted by what they take more. */
const charactersPerToken = 3.6
const tokensPerExtraByte = 0.36
/** What stands around a block. */
const frame = 4
/** A usual picture. */
const pictureTokens = 1600
/** Characters of a document in base64 for one token: a page of 50 KB has about 2,000. */
const documentCharactersPerToken = 35

/** A fair guess at the tokens of a text. */
export function textTokens(text: string): number {
  const extraBytes = Buffer.byteLength(text) - text.length
  return Math.ceil(text.length / charactersPerToken + extraBytes * tokensPerExtraByte)
}

/** A fair guess at the tokens of messages. */
export function messagesTokens(messages: readonly RequestMessage[]): number {
  return messages.reduce(
    (sum, { content }) => sum + content.reduce((all, block) => all + blockTokens(block), 0),
    0,
  )
}

/** What stands before the messages: rules and tools. */
export function baseTokens({ system, tools }: Pick<ModelRequest, 'system' | 'tools'>): number {
  return textTokens(system) + textTokens(JSON.stringify(tools))
}

/**
 * The tokens of a request before it is sent: what the session's last call had (`lastContext`, 0 before the first) with what
 * came since by its size. Where that cannot be, because the context has become another, the size alone counts.
 */
export function requestTokens(request: ModelRequest, lastContext: number): number {
  const { messages } = request
  const size = baseTokens(request) + messagesTokens(messages)
  if (lastContext === 0) return size
  const since = messages.slice(messages.findLastIndex(({ role }) => role === 'assistant') + 1)
  const counted = lastContext + messagesTokens(since)
  // Some servers count nothing, or only what their cache did not have.
  return counted < size / 2 ? size : Math.round(Math.min(counted, size * 2))
}

function blockTokens(block: RequestBlock): number {
  if (block.type === 'tool_result') {
    const { content } = block
    if (typeof content === 'string') return frame + textTokens(content)
    return content.reduce((sum, part) => sum + partTokens(part), frame)
  }
  return frame + partTokens(block)
}

type Part = Exclude<RequestBlock, { type: 'tool_result' }> | { readonly type: string }

/** Of every kind: what words it has, and a usual weight for what has none. */
function partTokens(part: Part): number {
  if ('text' in part) return textTokens(part.text)
  if ('thinking' in part) return textTokens(part.thinking)
  if ('input' in part) return textTokens(JSON.stringify(part.input ?? null))
  if (part.type === 'image') return pictureTokens
  if ('source' in part) {
    const { data } = part.source as { readonly data: string }
    return Math.ceil(data.length / documentCharactersPerToken)
  }
  if ('attachment' in part) return pictureTokens
  return 0
}
