import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { permissionPolicySchema, sourceSchema } from './permission.ts'
import { attachmentSchema, toolDetailSchema } from './tool-step.ts'

export const noticeKindSchema = z.enum(['result', 'question', 'failure', 'missed', 'reminder', 'schedule'])
export type NoticeKind = z.infer<typeof noticeKindSchema>

/**
 * Why a session began. `forked`: from a message, as the user asked; `edited`: a sent message was changed; `regenerated`: an
 * answer was asked for once more.
 */
export const sessionReasonSchema = z.enum([
  'first',
  'requested',
  'model-incompatible',
  'forked',
  'edited',
  'regenerated',
])
export type SessionReason = z.infer<typeof sessionReasonSchema>

/**
 * What a divider tells: a session began, an older one goes on, another model works, the context was summarised, the
 * conversation came from a file.
 */
export const dividerReasonSchema = z.enum([
  ...sessionReasonSchema.options,
  'resumed',
  'model',
  'compacted',
  'imported',
])
export type DividerReason = z.infer<typeof dividerReasonSchema>

/**
 * The parts of a message. `text`, `thinking`, `redacted_thinking`, `tool_use` and `tool_result` mean what they mean
 * in the Messages API. A `tool_result` stands right after its `tool_use` in the same assistant message as soon as the
 * tool has one; a `tool_use` without one is still under way, or waits for the user.
 */
export const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('thinking'),
    thinking: z.string(),
    signature: z.string(),
    /** How long the thinking took, in milliseconds, where that was seen. It is for people: no model is told. */
    ms: z.number().int().optional(),
  }),
  z.object({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.object({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string(),
    input: z.unknown(),
    /** What the call does, for people: "Read src/app.ts". */
    label: z.string().optional(),
  }),
  z.object({
    type: z.literal('tool_result'),
    toolUseId: z.string(),
    content: z.string(),
    isError: z.boolean(),
    /** It was refused by a policy, a limit or the user, and did not happen. */
    refused: z.boolean().optional(),
    /** Bytes (UTF-8) of the whole result, where `content` is only its two ends; `results.read` gives it. */
    wholeBytes: z.number().int().optional(),
    startedAt: instantSchema.nullable().optional(),
    endedAt: instantSchema.nullable().optional(),
    attachments: z.array(attachmentSchema).optional(),
    /** Where untrusted content in it came from. */
    sources: z.array(sourceSchema).optional(),
    detail: toolDetailSchema.optional(),
  }),
  /** The instruction of a run, as it was wrapped for the model. `instruction` is the user's own part of it. */
  z.object({
    type: z.literal('envelope'),
    text: z.string(),
    instruction: z.string(),
    title: z.string(),
    runId: idSchema,
    scheduleId: idSchema.nullable(),
  }),
  z.object({
    type: z.literal('notice'),
    kind: noticeKindSchema,
    title: z.string(),
    text: z.string(),
    runId: idSchema.nullable(),
    questionId: idSchema.nullable(),
    scheduleId: idSchema.nullable(),
  }),
  /** What a user sent beside the words. */
  z.object({ type: z.literal('attachment'), attachment: attachmentSchema }),
  z.object({ type: z.literal('divider'), reason: dividerReasonSchema, text: z.string() }),
])
export type Block = z.infer<typeof blockSchema>
export type NoticeBlock = Extract<Block, { type: 'notice' }>

export const messageRoleSchema = z.enum(['user', 'assistant', 'notice', 'divider'])

export const messageSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  sessionId: idSchema.nullable(),
  turnId: idSchema.nullable(),
  at: instantSchema,
  role: messageRoleSchema,
  content: z.array(blockSchema),
  /** The question that this user message answered; such a message is no part of the chat model's context. */
  answers: idSchema.nullable(),
  /** The notice that this user message replied to. */
  replyTo: idSchema.nullable(),
  /** The model that wrote it, as it was asked for; only of an assistant's message. */
  model: z.string().optional(),
  /** Its answer is asked to begin with a title for the conversation. */
  wantsTitle: z.boolean().optional(),
  /** What the assistant might do by itself when the turn of the user's message began. */
  permission: permissionPolicySchema.optional(),
  /** Where that model was reached. `null`, or left out: nobody noted it. */
  connectionId: idSchema.nullable().optional(),
})
export type Message = z.infer<typeof messageSchema>

/** The text blocks of a message, joined by blank lines; notices and envelopes give their own words. */
export function messageText(content: readonly Block[]): string {
  const parts: string[] = []
  for (const block of content) {
    if (block.type === 'text' || block.type === 'notice') parts.push(block.text)
    else if (block.type === 'envelope') parts.push(block.instruction)
  }
  return parts.join('\n\n')
}
