import type {
  BetaCompactionBlockParam,
  MessageCreateParamsStreaming as BetaParams,
} from '@anthropic-ai/sdk/resources/beta/messages'
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages'

/** What requests with a compaction of the API's own say that they know. */
export const compactionBeta = 'compact-2026-09-04'

/** A request whose messages go on behind a block of the API's own. */
export function behindBlock(
  params: MessageCreateParamsStreaming,
  block: BetaCompactionBlockParam | null,
): BetaParams {
  const { messages, ...rest } = params
  const first = block === null ? [] : [{ role: 'assistant' as const, content: [block] }]
  return { ...rest, messages: [...first, ...messages], betas: [compactionBeta] }
}

/** The API's block as it was kept, to be sent back as it came; `null`: it is none. */
export function compactionBlock(kept: unknown): BetaCompactionBlockParam | null {
  if (typeof kept !== 'object' || kept === null || !('type' in kept) || !('content' in kept)) return null
  if (kept.type !== 'compaction' || typeof kept.content !== 'string' || kept.content.trim() === '')
    return null
  return { ...kept, type: 'compaction', content: kept.content }
}

/** Whether the service does not know compaction, or not this one, which may be another model's: then its words are sent. */
export function refusesCompaction(error: unknown): boolean {
  if (!(error instanceof Error) || !('status' in error)) return false
  return (
    (error.status === 400 || error.status === 404 || error.status === 422) &&
    /compact|encrypted_content|signature/i.test(error.message)
  )
}
