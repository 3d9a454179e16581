import type Anthropic from '@anthropic-ai/sdk'
import type { BetaCompactionBlockParam } from '@anthropic-ai/sdk/resources/beta/messages'
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages'
import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import { behindBlock, compactionBlock } from './compaction-block.ts'
import { type AssembledReply, createReplyAssembler } from './reply-assembler.ts'
import { type StreamLimits, watchedStream } from './watched-stream.ts'

/** The parts of a stream that make the block: it comes whole with its start, its delta, or in both. */
const blockEvent = z.union([
  z.object({
    type: z.literal('content_block_start'),
    content_block: z.looseObject({ type: z.literal('compaction') }),
  }),
  z.object({
    type: z.literal('content_block_delta'),
    delta: z.looseObject({ type: z.literal('compaction_delta') }),
  }),
])

interface MadeSummary {
  readonly summary: string
  /** As it came. */
  readonly block: unknown
  readonly reply: AssembledReply
}

/** Asks the API for its own summary of all the messages of a request; `null` when it made none. */
export function createCompactor(
  sdk: () => Promise<Anthropic>,
  { clock, limits }: { readonly clock: Clock; readonly limits: StreamLimits },
) {
  return async (
    params: MessageCreateParamsStreaming,
    before: BetaCompactionBlockParam | null,
    signal: AbortSignal,
  ): Promise<MadeSummary | null> => {
    const client = await sdk()
    const assembler = createReplyAssembler({ onDelta: () => undefined })
    let block: Record<string, unknown> | null = null
    await watchedStream(
      { clock, limits, signal },
      (sending) =>
        client.beta.messages.create(
          { ...behindBlock(params, before), compaction: { type: 'summarize' } },
          sending,
        ),
      (event) => {
        assembler.take(event)
        const { data } = blockEvent.safeParse(event)
        if (data?.type === 'content_block_start') block = data.content_block
        else if (data) block = { ...block, ...data.delta, type: 'compaction' }
      },
    )
    const made = compactionBlock(block)
    return made === null ? null : { summary: made.content ?? '', block: made, reply: assembler.finish() }
  }
}
