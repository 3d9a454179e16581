import { createHash } from 'node:crypto'
import type { MessagesRequest } from './messages-request.ts'
import type { Reply } from './responder.ts'
import type { WireUsage } from './sse.ts'

const charactersPerToken = 4
/** Prefixes that are remembered; the oldest go first. */
const mostPrefixes = 2000

/** Counts tokens by length, and what of a request was seen before as the service's prompt cache would. */
export interface UsageMeter {
  measure(request: MessagesRequest, body: string, reply: Reply): WireUsage
}

/** About four characters a token, at least one. */
export function tokensOf(text: string): number {
  return Math.max(1, Math.ceil(text.length / charactersPerToken))
}

/** The tokens of a request without its answer. */
export function requestTokens(request: Pick<MessagesRequest, 'system' | 'tools' | 'messages'>): number {
  return prefixes(request).reduce((sum, part) => sum + part.tokens, 0)
}

/** A cache of its own for each server. Only requests with `cache_control` write to it and read from it. */
export function createUsageMeter(): UsageMeter {
  const seen = new Set<string>()
  return {
    measure(request, body, reply) {
      const parts = prefixes(request)
      const output_tokens = tokensOf(reply.content.map((block) => JSON.stringify(block)).join(''))
      const total = parts.reduce((sum, part) => sum + part.tokens, 0)
      if (!body.includes('"cache_control"')) {
        return {
          input_tokens: total,
          output_tokens,
          cache_read_input_tokens: 0,
          cache_creation_input_tokens: 0,
        }
      }
      const known = parts.findLastIndex((part) => seen.has(part.hash))
      const read = parts.slice(0, known + 1).reduce((sum, part) => sum + part.tokens, 0)
      for (const part of parts) remember(seen, part.hash)
      return {
        // The service bills a few tokens behind the last breakpoint as plain input.
        input_tokens: 1,
        output_tokens,
        cache_read_input_tokens: read,
        cache_creation_input_tokens: total - read,
      }
    },
  }
}

function remember(seen: Set<string>, hash: string): void {
  seen.delete(hash)
  seen.add(hash)
  if (seen.size <= mostPrefixes) return
  const oldest = seen.values().next()
  if (!oldest.done) seen.delete(oldest.value)
}

/** Tools and system first, then message by message; each part has the hash of everything up to its end. */
function prefixes(
  request: Pick<MessagesRequest, 'system' | 'tools' | 'messages'>,
): { readonly tokens: number; readonly hash: string }[] {
  const hash = createHash('sha256')
  const texts = [
    JSON.stringify([
      request.tools.map(({ name, description, input_schema }) => [name, description, input_schema]),
      request.system,
    ]),
    ...request.messages.map((message) => JSON.stringify(message)),
  ]
  return texts.map((text) => {
    hash.update(text)
    return { tokens: tokensOf(text), hash: hash.copy().digest('base64') }
  })
}
