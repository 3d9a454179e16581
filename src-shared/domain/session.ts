import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { sessionReasonSchema } from './message.ts'

/**
 * The sticky worker of a conversation. One of them is current, the newest unless the user resumed an older one; ended turns
 * never end it.
 */
export const sessionSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  runtime: z.literal('built-in'),
  connectionId: idSchema,
  /** `null`: the connection's default model. */
  model: z.string().nullable(),
  workingDirectory: z.string().nullable(),
  reason: sessionReasonSchema,
  /** The session whose context it began with, up to a message. `null`: it began with nothing, or with a summary. */
  parentId: idSchema.nullable(),
  /** What it was told at its start about the session before it. */
  summary: z.string().nullable(),
  createdAt: instantSchema,
})
export type Session = z.infer<typeof sessionSchema>

/** A session as a list of them shows it. */
export const sessionEntrySchema = sessionSchema.extend({
  isCurrent: z.boolean(),
  turns: z.number().int(),
  /** The instant of its newest message; `null`: it has none. */
  lastAt: instantSchema.nullable(),
  /** The beginning of its first message, one line. */
  firstWords: z.string(),
  /** The first of its messages that the conversation shows; `null`, or left out: it shows none. */
  firstMessageId: idSchema.nullable().optional(),
})
export type SessionEntry = z.infer<typeof sessionEntrySchema>
