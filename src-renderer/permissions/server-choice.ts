import type { McpServer } from '../../src-shared/domain/mcp-server.ts'
import type { ToolAccess } from '../../src-shared/domain/permission.ts'

/** The servers that a schedule or a conversation has: those it chose, or those that everybody has. Off ones nobody has. */
export function chosenServers(
  servers: readonly McpServer[],
  chosen: ToolAccess['mcpServers'],
): readonly McpServer[] {
  return servers.filter(({ id, enabled, byDefault }) => enabled && (chosen ? chosen.includes(id) : byDefault))
}

/** The choice after one server was switched on or off. What was the default until now becomes a choice of its own. */
export function toggleServer(
  servers: readonly McpServer[],
  chosen: ToolAccess['mcpServers'],
  id: string,
): string[] {
  const before = chosenServers(servers, chosen).map((server) => server.id)
  return before.includes(id) ? before.filter((one) => one !== id) : [...before, id]
}

/** Access with some of it replaced; what is empty or `undefined` is left out, which is none or the default. */
export function changeAccess(
  before: ToolAccess,
  change: { readonly [K in keyof ToolAccess]?: ToolAccess[K] | undefined },
): ToolAccess {
  const { mcpServers, trustedSources, hosts } = { ...before, ...change }
  return {
    ...(mcpServers && { mcpServers }),
    ...(trustedSources && trustedSources.length > 0 && { trustedSources }),
    ...(hosts && hosts.length > 0 && { hosts }),
  }
}
