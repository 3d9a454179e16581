import type { McpServer } from '../../src-shared/domain/mcp-server.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'

/** The MCP servers that the user added. */
export const mcpStore = createEntityStore<McpServer>()

export function loadMcpServers(): Promise<boolean> {
  return mcpStore.fetchAll(() => call('mcp.list', {}))
}
