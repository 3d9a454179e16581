import { z } from 'zod'

/**
 * What a call of a tool touches, as far as permission is concerned. `outside`: files outside the working directory, and
 * what an MCP server does. `spend`: the user's money beyond the budget. `message`: people other than the user.
 */
export const effectClassSchema = z.enum([
  'read-inside',
  'write-inside',
  'outside',
  'shell',
  'network',
  'spend',
  'message',
])
export type EffectClass = z.infer<typeof effectClassSchema>

/** What the assistant may do by itself (glossary, Policies of a schedule). */
export const permissionPolicySchema = z.enum(['ask', 'read-only', 'allow-listed', 'full'])
export type PermissionPolicy = z.infer<typeof permissionPolicySchema>

export type Verdict = 'run' | 'ask' | 'refuse'

/**
 * The one table of what each policy lets each class do; Settings → Tools shows this very object. Beyond it: a standing
 * permission ("always allow") turns `ask` into `run`, and under `allow-listed` also `refuse`. Protected files always ask,
 * and so does whatever could send data out or run a program once untrusted content was read.
 */
export const permissionTable: Readonly<Record<PermissionPolicy, Readonly<Record<EffectClass, Verdict>>>> = {
  ask: {
    'read-inside': 'run',
    'write-inside': 'ask',
    outside: 'ask',
    shell: 'ask',
    network: 'ask',
    spend: 'ask',
    message: 'ask',
  },
  'read-only': {
    'read-inside': 'run',
    'write-inside': 'refuse',
    outside: 'refuse',
    shell: 'refuse',
    network: 'ask',
    spend: 'refuse',
    message: 'refuse',
  },
  'allow-listed': {
    'read-inside': 'run',
    'write-inside': 'refuse',
    outside: 'refuse',
    shell: 'refuse',
    network: 'refuse',
    spend: 'refuse',
    message: 'refuse',
  },
  full: {
    'read-inside': 'run',
    'write-inside': 'run',
    outside: 'ask',
    shell: 'run',
    network: 'run',
    spend: 'ask',
    message: 'ask',
  },
}

/** Whether a standing permission lets through what the policy's table refuses. */
export function runsOnlyWhatIsListed(policy: PermissionPolicy): boolean {
  return policy === 'allow-listed'
}

const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(253)
  .regex(
    /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    'Write a host as in api.example.com, or *.example.com for all below it.',
  )

/** What a schedule or a conversation is given beyond its policy. What is left out is none, or the default. */
export const toolAccessSchema = z.strictObject({
  /** Ids of MCP servers; left out: those that are on by default. */
  mcpServers: z.array(z.string().min(1).max(100)).max(100).optional(),
  /** Sources whose content does not make later calls ask: `web:example.com`, `mcp:github`, `mail`, `shell`. */
  trustedSources: z
    .array(
      z
        .string()
        .trim()
        .max(300)
        .regex(
          /^(mail|shell|(web|mcp):\S+)$/,
          'Write a source as web:example.com, mcp:notes, mail or shell.',
        ),
    )
    .max(100)
    .optional(),
  /** Hosts that sandboxed commands may reach, beyond those of the settings. */
  hosts: z.array(hostName).max(100).optional(),
})
export type ToolAccess = z.infer<typeof toolAccessSchema>
export { hostName as hostNameSchema }

/** Where content came from that nobody vouches for. */
export const sourceSchema = z.object({
  kind: z.enum(['web', 'mcp', 'mail', 'shell']),
  /** A host, a server's name, a file's name, or the command. */
  name: z.string(),
})
export type Source = z.infer<typeof sourceSchema>

/** How a source is written in `trustedSources`. Mail and shell are trusted as a kind. */
export function sourceKey({ kind, name }: Source): string {
  return kind === 'web' || kind === 'mcp' ? `${kind}:${name}` : kind
}
