import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { callRefSchema } from './tool-step.ts'

/** A file or symbolic link as it was at one moment. `hash` is the SHA-256 (hex) of its bytes, or of the link's target. */
export const fileStateSchema = z.object({
  kind: z.enum(['file', 'link']),
  hash: z.string(),
  bytes: z.number().int(),
  /** Permission bits. */
  mode: z.number().int(),
})
export type FileState = z.infer<typeof fileStateSchema>

/** What became of one path: `null` stands for absence. */
export const fileChangeSchema = z.object({
  turnId: idSchema,
  /** The calls that touched it, oldest first. */
  calls: z.array(callRefSchema),
  /** Absolute. */
  path: z.string(),
  /** As people read it: relative to the working directory where it is inside. */
  shown: z.string(),
  before: fileStateSchema.nullable(),
  after: fileStateSchema.nullable(),
  /** Whether what it was before can be put back. */
  kept: z.boolean(),
  at: instantSchema,
})
export type FileChange = z.infer<typeof fileChangeSchema>

/** Whether a turn's changes can be undone: `none` were made, they stand, or they were undone already. */
export const undoStateSchema = z.enum(['none', 'ready', 'undone'])
export type UndoState = z.infer<typeof undoStateSchema>
