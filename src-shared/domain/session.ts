import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { sessionReasonSchema } from './message.ts'

/** The sticky worker of a conversation. The newest one of a conversation is current; ended turns never end it. */
export const sessionSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  runtime: z.literal('built-in'),
  connectionId: idSchema,
  /** `null`: the connection's default model. */
  model: z.string().nullable(),
  workingDirectory: z.string().nullable(),
  reason: sessionReasonSchema,
  createdAt: instantSchema,
})
export type Session = z.infer<typeof sessionSchema>
