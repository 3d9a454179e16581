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
  /** Pinned ones stand first; archived ones are out of the list and stay in search. `null`: it is not. */
  pinnedAt: instantSchema.nullable(),
  archivedAt: instantSchema.nullable(),
  /** `null`: in no folder. */
  folderId: idSchema.nullable(),
  /** Something came that the user has not seen, or it was marked so. */
  unread: z.boolean(),
  /** Who gave it its title: a model does so once, where the user has not. `words`: it is the first message's beginning. */
  titleBy: z.enum(['none', 'words', 'model', 'user']),
  createdAt: instantSchema,
  /** The instant of its newest message. */
  updatedAt: instantSchema,
})
export type Conversation = z.infer<typeof conversationSchema>

/** A folder of the sidebar. `position`: its place among the others, lowest first. */
export const folderSchema = z.object({ id: idSchema, name: z.string(), position: z.number().int() })
export type Folder = z.infer<typeof folderSchema>
