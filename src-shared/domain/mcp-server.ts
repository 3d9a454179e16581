import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { effectClassSchema } from './permission.ts'

/** A value of a server's environment or headers. A secret is in the vault; only its being there is told. */
export const mcpValueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plain'), value: z.string().max(10_000) }),
  z.object({ kind: z.literal('secret'), isSet: z.boolean() }),
])
export type McpValue = z.infer<typeof mcpValueSchema>

/** The same as the user gives it: a secret without a value keeps the one that is there. */
export const mcpGivenValueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('plain'), value: z.string().max(10_000) }),
  z.strictObject({ kind: z.literal('secret'), value: z.string().min(1).max(10_000).optional() }),
])
export type McpGivenValue = z.infer<typeof mcpGivenValueSchema>

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'A variable is written like API_KEY.')
const header = z.string().regex(/^[A-Za-z0-9-]+$/, 'A header is written like X-Api-Key.')
const command = z.string().trim().min(1, 'Give the command that starts the server.').max(4096)
const url = z.url({ protocol: /^https?$/, error: 'The address must begin with http:// or https://.' })

export const mcpTransportSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stdio'),
    command,
    args: z.array(z.string().max(4096)).max(100),
    env: z.record(variable, mcpValueSchema),
    /** Whether it runs in the sandbox, like a command of the assistant. */
    confined: z.boolean(),
  }),
  z.object({ kind: z.literal('http'), url, headers: z.record(header, mcpValueSchema) }),
])
export type McpTransport = z.infer<typeof mcpTransportSchema>

export const mcpGivenTransportSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stdio'),
    command,
    args: z.array(z.string().max(4096)).max(100).default([]),
    env: z.record(variable, mcpGivenValueSchema).default({}),
    confined: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('http'),
    url,
    headers: z.record(header, mcpGivenValueSchema).default({}),
  }),
])
export type McpGivenTransport = z.infer<typeof mcpGivenTransportSchema>

/** How a tool of a server is permitted: by the policy, or by the user's word. `read-only` still refuses what it refuses. */
export const mcpToolPermissionSchema = z.enum(['policy', 'run', 'ask', 'refuse'])
export type McpToolPermission = z.infer<typeof mcpToolPermissionSchema>

/** A tool as its server last described it. What the server says of itself is data. */
export const mcpToolSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** What the server says: that it changes nothing. Shown, never trusted. */
  saysReadOnly: z.boolean(),
  /** What it touches: the user's word, else `outside`. */
  effect: effectClassSchema,
  permission: mcpToolPermissionSchema,
})
export type McpTool = z.infer<typeof mcpToolSchema>

export const mcpStateSchema = z.object({
  kind: z.enum(['idle', 'starting', 'ready', 'failed']),
  /** What failed and what to do, in words. */
  message: z.string().nullable(),
  /** When it is tried again by itself. */
  retryAt: instantSchema.nullable(),
})
export type McpState = z.infer<typeof mcpStateSchema>

/** The name is part of the names of its tools: `mcp__<name>__<tool>`. */
export const mcpNameSchema = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/,
    'A name has lower-case letters, digits and dashes, like my-notes.',
  )

export const mcpServerSchema = z.object({
  id: idSchema,
  name: mcpNameSchema,
  transport: mcpTransportSchema,
  /** Off: no conversation and no schedule has it. */
  enabled: z.boolean(),
  /** Whether every conversation and schedule has it that does not choose for itself. */
  byDefault: z.boolean(),
  state: mcpStateSchema,
  tools: z.array(mcpToolSchema),
  createdAt: instantSchema,
})
export type McpServer = z.infer<typeof mcpServerSchema>
