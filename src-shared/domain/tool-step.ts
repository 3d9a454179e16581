import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { sourceSchema } from './permission.ts'

/** A picture or document that the user or a tool gave to the model, kept in the data folder under its SHA-256 (hex). */
export const attachmentSchema = z.object({
  kind: z.enum(['image', 'document']),
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf']),
  blob: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int(),
  name: z.string(),
})
export type Attachment = z.infer<typeof attachmentSchema>

/** What a step is for people beyond what the model was told. */
export const toolDetailSchema = z.object({
  /** What it came to: "Edited src/app.ts, +3 −1". Takes the place of the label once it is known. */
  did: z.string().optional(),
  /** `null`: it was killed. */
  exitCode: z.number().int().nullable().optional(),
  /** Bytes of the whole output that is kept; `outputs.read` reads it. */
  outputBytes: z.number().int().optional(),
  /** Whether output was dropped because it passed the limit. */
  outputCut: z.boolean().optional(),
  /** What confined the command: `bubblewrap`, `seatbelt` or `none`. */
  sandbox: z.string().optional(),
  /** What could not be kept for an undo, in words. */
  unkept: z.string().optional(),
})
export type ToolDetail = z.infer<typeof toolDetailSchema>

/** Names one call. A model may use the same tool-use id again in another message. */
export const callRefSchema = z.object({ messageId: idSchema, toolUseId: z.string().min(1).max(200) })
export type CallRef = z.infer<typeof callRefSchema>

/** One tool call of a turn, whole: the run page's line. `result` is what the model was told. */
export const toolStepSchema = callRefSchema.extend({
  turnId: idSchema,
  name: z.string(),
  label: z.string(),
  input: z.unknown(),
  status: z.enum(['pending', 'started', 'waiting', 'done']),
  result: z.string().nullable(),
  /** Bytes (UTF-8) of the whole result, where the model was told only its ends; `results.read` gives it. */
  wholeBytes: z.number().int().optional(),
  isError: z.boolean(),
  /** It was refused by a policy, a limit or the user, and did not happen. */
  refused: z.boolean(),
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  attachments: z.array(attachmentSchema),
  sources: z.array(sourceSchema),
  detail: toolDetailSchema,
})
export type ToolStep = z.infer<typeof toolStepSchema>
