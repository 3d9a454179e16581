import { z } from 'zod'
import { idSchema } from '../domain/instant.ts'
import {
  mcpGivenTransportSchema,
  mcpNameSchema,
  mcpServerSchema,
  mcpToolPermissionSchema,
} from '../domain/mcp-server.ts'
import { effectClassSchema } from '../domain/permission.ts'
import { defineRoute } from './define-route.ts'

const byId = z.object({ id: idSchema })

export const mcpRoutes = {
  'mcp.list': defineRoute(z.object({}), z.array(mcpServerSchema)),
  'mcp.add': defineRoute(
    z.object({
      name: mcpNameSchema,
      transport: mcpGivenTransportSchema,
      enabled: z.boolean().optional(),
      byDefault: z.boolean().optional(),
    }),
    mcpServerSchema,
  ),
  'mcp.update': defineRoute(
    z.object({
      id: idSchema,
      name: mcpNameSchema.optional(),
      transport: mcpGivenTransportSchema.optional(),
      enabled: z.boolean().optional(),
      byDefault: z.boolean().optional(),
    }),
    mcpServerSchema,
  ),
  /** Its secrets are forgotten too. */
  'mcp.remove': defineRoute(byId, z.object({})),
  /** Starts it, lists its tools, and stops it where no turn uses it. `message` says what worked or what to do. */
  'mcp.test': defineRoute(byId, z.object({ ok: z.boolean(), message: z.string(), server: mcpServerSchema })),
  'mcp.setTool': defineRoute(
    z.object({
      id: idSchema,
      tool: z.string().min(1).max(200),
      permission: mcpToolPermissionSchema.optional(),
      effect: effectClassSchema.optional(),
    }),
    mcpServerSchema,
  ),
}
