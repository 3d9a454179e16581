import { z } from 'zod'

const index = z.number().int().min(0)
const tokens = z.number().min(0).nullish()
const usage = z.looseObject({
  input_tokens: tokens,
  output_tokens: tokens,
  cache_read_input_tokens: tokens,
  cache_creation_input_tokens: tokens,
})
export type StreamUsage = z.infer<typeof usage>

/** Blocks and deltas that are not listed belong to features that we do not ask for; they are read over. */
const startedBlock = z.union([
  z.looseObject({ type: z.literal('text'), text: z.string().default('') }),
  z.looseObject({
    type: z.literal('thinking'),
    thinking: z.string().default(''),
    signature: z.string().default(''),
  }),
  z.looseObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.looseObject({
    type: z.literal('tool_use'),
    id: z.string().min(1),
    name: z.string().min(1),
    input: z.unknown(),
  }),
])
export type StartedBlock = z.infer<typeof startedBlock>

const delta = z.union([
  z.looseObject({ type: z.literal('text_delta'), text: z.string() }),
  z.looseObject({ type: z.literal('thinking_delta'), thinking: z.string() }),
  z.looseObject({ type: z.literal('signature_delta'), signature: z.string() }),
  z.looseObject({ type: z.literal('input_json_delta'), partial_json: z.string() }),
])
export type StreamDelta = z.infer<typeof delta>

const ownBlocks = new Set(['text', 'thinking', 'redacted_thinking', 'tool_use'])
const ownDeltas = new Set(['text_delta', 'thinking_delta', 'signature_delta', 'input_json_delta'])

/** A part that is ours must be well formed; one that is not becomes null. */
function ours<T extends z.ZodType>(schema: T, names: ReadonlySet<string>) {
  const foreign = z.looseObject({ type: z.string().refine((type) => !names.has(type)) }).transform(() => null)
  return z.union([schema, foreign])
}

const events = {
  message_start: z.looseObject({
    type: z.literal('message_start'),
    message: z.looseObject({ model: z.string().optional(), usage: usage.nullish() }),
  }),
  content_block_start: z.looseObject({
    type: z.literal('content_block_start'),
    index,
    content_block: ours(startedBlock, ownBlocks),
  }),
  content_block_delta: z.looseObject({
    type: z.literal('content_block_delta'),
    index,
    delta: ours(delta, ownDeltas),
  }),
  content_block_stop: z.looseObject({ type: z.literal('content_block_stop'), index }),
  message_delta: z.looseObject({
    type: z.literal('message_delta'),
    delta: z.looseObject({ stop_reason: z.string().nullish() }),
    usage: usage.nullish(),
  }),
  message_stop: z.looseObject({ type: z.literal('message_stop') }),
}

/** An event of a streamed message; `null` is one that a newer API has added, and that may be read over. */
export const streamEventSchema = z.union([
  z.discriminatedUnion('type', [
    events.message_start,
    events.content_block_start,
    events.content_block_delta,
    events.content_block_stop,
    events.message_delta,
    events.message_stop,
  ]),
  z.looseObject({ type: z.string().refine((type) => !Object.hasOwn(events, type)) }).transform(() => null),
])
export type StreamEvent = z.infer<typeof streamEventSchema>
