import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'

export const conversationKindSchema = z.enum(['chat', 'background'])

/** `background` conversations belong to a schedule or a run and are not in the sidebar. */
export const conversationSchema = z.object({
  id: idSchema,
  kind: conversationKindSchema,
  title: z.string(),
  scheduleId: idSchema.nullable(),
  /** The folder that file tools are confined to; `null` means the default workspace of the settings. */
  workingDirectory: z.string().nullable(),
  createdAt: instantSchema,
  /** The instant of its newest message. */
  updatedAt: instantSchema,
})
export type Conversation = z.infer<typeof conversationSchema>
