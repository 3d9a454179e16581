import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { permissionPolicySchema, toolAccessSchema } from './permission.ts'

export const conversationKindSchema = z.enum(['chat', 'background'])

/** `background` conversations belong to a schedule or a run and are not in the sidebar. */
export const conversationSchema = z.object({
  id: idSchema,
  kind: conversationKindSchema,
  title: z.string(),
  scheduleId: idSchema.nullable(),
  /** The folder that file tools are confined to; `null` means the default workspace of the settings. */
  workingDirectory: z.string().nullable(),
  /** What the assistant may do by itself in turns that belong to no run. */
  permission: permissionPolicySchema,
  tools: toolAccessSchema,
  createdAt: instantSchema,
  /** The instant of its newest message. */
  updatedAt: instantSchema,
})
export type Conversation = z.infer<typeof conversationSchema>
