import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'

/** As environment variables are named: capital letters, digits and underscores. */
export const secretNameSchema = z
  .string()
  .trim()
  .regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'Name a secret like GITHUB_TOKEN: capital letters, digits and _.')

/**
 * A secret that the user has given for a schedule's runs or for one conversation. Only its name is ever shown; its value
 * is in the vault and reaches a command as an environment variable of that name.
 */
export const secretSchema = z.object({
  id: idSchema,
  name: secretNameSchema,
  scheduleId: idSchema.nullable(),
  conversationId: idSchema.nullable(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  /** `false`: the vault has lost it, as after a restart where keys are kept in memory only. */
  isKept: z.boolean(),
})
export type Secret = z.infer<typeof secretSchema>
