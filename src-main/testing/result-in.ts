import type { MessagesRequest } from '../models/practice/messages-request.ts'

/** What a request brings as the result of a call; `undefined`: nothing of that call. */
export function resultIn(request: MessagesRequest | undefined, toolUseId: string): string | undefined {
  for (const { content } of request?.messages ?? [])
    for (const block of content)
      if (block.type === 'tool_result' && block.toolUseId === toolUseId) return block.text
  return undefined
}
