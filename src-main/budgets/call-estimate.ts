import type { ModelRequest, RequestBlock, ResultPart } from '../models/model-client.ts'
import { type BandedPrice, mostMicroUsd } from '../models/pricing.ts'

/** Amounts of what several turns share: money in µ$, and tokens. */
export interface Amounts {
  readonly microUsd: number
  readonly tokens: number
}

export const noAmounts: Amounts = { microUsd: 0, tokens: 0 }

/** A token is longer in every language; three bytes are one character of those with the shortest tokens. */
const bytesPerToken = 3
/** The most that a picture counts for, and the bytes (in base64) of a document for one token. */
const pictureTokens = 5000
const documentBytesPerToken = 4

/**
 * What a call can use at most: its prompt, by its size or by what the last one had, with an answer of full length, at the
 * model's price (`null`: it costs no money).
 */
export function callEstimate(
  request: ModelRequest,
  model: {
    readonly price: BandedPrice | null
    /** Tokens. */
    readonly window: number
    /** What the session's context was after its last call, in tokens. */
    readonly lastContext: number
  },
): Amounts {
  const prompt = Math.min(model.window, Math.max(promptTokens(request), model.lastContext))
  const { price } = model
  return {
    tokens: prompt + request.maxTokens,
    microUsd: price === null ? 0 : mostMicroUsd(price, prompt, request.maxTokens),
  }
}

/** More tokens than the prompt has, by its size alone. */
export function promptTokens({ system, tools, messages }: ModelRequest): number {
  const blocks = messages.flatMap(({ content }) => content)
  const sum = blocks.reduce((total, block) => total + blockTokens(block), 0)
  return Math.ceil(sum + textTokens(system) + textTokens(JSON.stringify(tools)))
}

function blockTokens(block: RequestBlock): number {
  switch (block.type) {
    case 'text':
    case 'summary':
      return textTokens(block.text)
    case 'thinking':
      return textTokens(block.thinking) + textTokens(block.signature)
    case 'redacted_thinking':
      return textTokens(block.data)
    case 'tool_use':
      return textTokens(JSON.stringify(block.input ?? null))
    case 'tool_result':
      return typeof block.content === 'string'
        ? textTokens(block.content)
        : block.content.reduce((total, part) => total + partTokens(part), 0)
    case 'image':
    case 'document':
    case 'kept':
      return partTokens(block)
  }
}

function partTokens(part: ResultPart): number {
  switch (part.type) {
    case 'text':
      return textTokens(part.text)
    case 'image':
      return pictureTokens
    case 'document':
      return part.source.data.length / documentBytesPerToken
    case 'kept':
      return 0
  }
}

/** With a little for what stands around it. */
function textTokens(text: string): number {
  return Buffer.byteLength(text) / bytesPerToken + 10
}
