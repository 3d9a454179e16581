import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'

/**
 * One thing that a call does, parsed: what a standing permission is compared with. Paths are absolute and real, hosts
 * lower case. A call whose parts are not known exactly has none, and no permission matches it.
 */
export const operationPartSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('command'),
    argv: z.array(z.string()).min(1),
    cwd: z.string(),
    /** Where nothing holds it in the working directory: that is another thing to allow. */
    isConfined: z.literal(false).optional(),
    /** It goes on beside the turn's other work, and for longer. */
    inBackground: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('path'), access: z.enum(['read', 'write', 'delete']), path: z.string() }),
  z.object({ kind: z.literal('host'), host: z.string() }),
  /** A secret that a command is given, by its name. */
  z.object({ kind: z.literal('secret'), name: z.string() }),
  /** A call with exactly this input, as JSON with sorted keys. */
  z.object({ kind: z.literal('call'), input: z.string() }),
])
export type OperationPart = z.infer<typeof operationPartSchema>

/** A standing permission: a schedule or a conversation, a tool, and one exact operation. */
export const grantSchema = z.object({
  id: idSchema,
  scheduleId: idSchema.nullable(),
  conversationId: idSchema.nullable(),
  tool: z.string(),
  /** The exact operation in its normal form: JSON of an array of `OperationPart`. */
  operation: z.string(),
  /** The same for people: "Run `git pull` in ~/site". */
  words: z.string(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
})
export type Grant = z.infer<typeof grantSchema>
