import { z } from 'zod'

const textBlock = z.object({ type: z.literal('text'), text: z.string() })

/** Blocks that this server has no use for, such as images, keep their name only. */
export type PracticeBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: unknown }
  | {
      readonly type: 'tool_result'
      readonly toolUseId: string
      readonly text: string
      readonly isError: boolean
    }
  /** A summary that this server made. */
  | { readonly type: 'compaction'; readonly content: string; readonly signature: string }
  | { readonly type: 'other'; readonly of: string }

const plainText = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
])

const toolResultBlock = z
  .object({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: plainText.optional(),
    is_error: z.boolean().optional(),
  })
  .transform((block): PracticeBlock => ({
    type: 'tool_result',
    toolUseId: block.tool_use_id,
    text: joinText(block.content ?? ''),
    isError: block.is_error ?? false,
  }))

const knownBlocks = {
  text: textBlock,
  thinking: z.object({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  redacted_thinking: z.object({ type: z.literal('redacted_thinking'), data: z.string() }),
  tool_use: z.object({ type: z.literal('tool_use'), id: z.string(), name: z.string(), input: z.unknown() }),
  tool_result: toolResultBlock,
  compaction: z.object({ type: z.literal('compaction'), content: z.string().min(1), signature: z.string() }),
}

const contentBlock = z.looseObject({ type: z.string() }).transform((block, context): PracticeBlock => {
  if (!isKnown(block.type)) return { type: 'other', of: block.type }
  const parsed = knownBlocks[block.type].safeParse(block)
  if (parsed.success) return parsed.data
  context.addIssue({
    code: 'custom',
    message: `${block.type}: ${parsed.error.issues[0]?.message ?? 'not valid'}`,
  })
  return z.NEVER
})

function isKnown(type: string): type is keyof typeof knownBlocks {
  return Object.hasOwn(knownBlocks, type)
}

const messageContent = z.union([
  z.string().transform((text): PracticeBlock[] => [{ type: 'text', text }]),
  z.array(contentBlock),
])

/** The body of `POST /v1/messages`, brought to one shape: contents are always blocks, `system` is always a text. */
export const messagesRequestSchema = z.looseObject({
  model: z.string().min(1),
  max_tokens: z.number().int().min(1),
  stream: z.boolean().default(false),
  system: plainText.default('').transform(joinText),
  compaction: z.looseObject({ type: z.literal('summarize') }).nullish(),
  messages: z.array(z.object({ role: z.enum(['user', 'assistant']), content: messageContent })),
  tools: z
    .array(
      z.looseObject({
        name: z.string(),
        description: z.string().default(''),
        input_schema: z.looseObject({ type: z.string() }),
      }),
    )
    .default([]),
})
export type MessagesRequest = z.infer<typeof messagesRequestSchema>
export type PracticeMessage = MessagesRequest['messages'][number]

/** What `POST /v1/messages/count_tokens` takes. */
export const countTokensSchema = messagesRequestSchema.omit({ max_tokens: true, stream: true })

function joinText(content: z.infer<typeof plainText>): string {
  if (typeof content === 'string') return content
  return content.map((part) => part.text ?? '').join('\n\n')
}
