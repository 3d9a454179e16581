import { z } from 'zod'
import { connectionSchema, keyStorageSchema } from '../domain/connection.ts'
import { idSchema } from '../domain/instant.ts'
import { defineRoute } from './define-route.ts'

const baseUrl = z
  .url({ protocol: /^https?$/, error: 'The address must begin with http:// or https://.' })
  .max(2000)
  .nullable()
const model = z.string().trim().min(1, 'Name a model.').max(200)
const key = z.string().min(1).max(10_000)
const contextTokens = z
  .number()
  .int()
  .min(4_000, 'A window is 4,000 tokens at least.')
  .max(100_000_000)
  .nullable()

export const connectionRoutes = {
  'connections.list': defineRoute(
    z.object({}),
    z.object({ connections: z.array(connectionSchema), keyStorage: keyStorageSchema }),
  ),
  'connections.add': defineRoute(
    z.object({
      name: z.string().trim().min(1).max(100),
      baseUrl: baseUrl.optional(),
      defaultModel: model,
      key: key.optional(),
      contextTokens: contextTokens.optional(),
    }),
    connectionSchema,
  ),
  'connections.update': defineRoute(
    z.object({
      id: idSchema,
      name: z.string().trim().min(1).max(100).optional(),
      baseUrl: baseUrl.optional(),
      defaultModel: model.optional(),
      /** `null` forgets the key. */
      key: key.nullable().optional(),
      contextTokens: contextTokens.optional(),
    }),
    connectionSchema,
  ),
  'connections.remove': defineRoute(z.object({ id: idSchema }), z.object({})),
  /** One tiny request. `message` says in words what worked or what to do. */
  'connections.test': defineRoute(
    z.object({ id: idSchema, model: model.optional() }),
    z.object({ ok: z.boolean(), message: z.string(), latencyMs: z.number().nullable() }),
  ),
}
