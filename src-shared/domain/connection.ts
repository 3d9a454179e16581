import { z } from 'zod'
import { idSchema } from './instant.ts'

/** The two connections that exist without being added. */
export const environmentConnectionId = 'environment'
export const practiceConnectionId = 'practice'

/** A place models are reached. The key itself never leaves the vault: `hasKey` says whether there is one. */
export const connectionSchema = z.object({
  id: idSchema,
  kind: z.enum(['environment', 'practice', 'anthropic-compatible']),
  name: z.string(),
  /** `null`: Anthropic's own endpoint. */
  baseUrl: z.string().nullable(),
  defaultModel: z.string(),
  /** Tokens that its models take, as the user says; `null`: what is known of the model. */
  contextTokens: z.number().int().nullable(),
  hasKey: z.boolean(),
  isDefault: z.boolean(),
})
export type Connection = z.infer<typeof connectionSchema>

/** Where keys can be kept on this system: `keyring` is encrypted by the system, `memory` lasts until Dormouse quits. */
export const keyStorageSchema = z.enum(['keyring', 'memory', 'none'])
export type KeyStorage = z.infer<typeof keyStorageSchema>
