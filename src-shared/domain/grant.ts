import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'

/** A standing permission: a schedule or a conversation, a tool, and one exact operation. */
export const grantSchema = z.object({
  id: idSchema,
  scheduleId: idSchema.nullable(),
  conversationId: idSchema.nullable(),
  tool: z.string(),
  /** The exact operation, in the tool's own normal form. */
  operation: z.string(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
})
export type Grant = z.infer<typeof grantSchema>
