import { useEffect, useMemo } from 'react'
import type { McpServer } from '../../src-shared/domain/mcp-server.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'

/** The MCP servers that the user added. Loaded by the places that show them; from then on fed by events. */
export const mcpStore = createEntityStore<McpServer>()

export function loadMcpServers(): Promise<boolean> {
  return mcpStore.fetchAll(() => call('mcp.list', {}))
}

/** The servers by name, loaded when the first place in the window that shows them is drawn. */
export function useMcpServers(): readonly McpServer[] {
  const byId = mcpStore.use((state) => state.byId)
  useEffect(() => {
    if (mcpStore.use.getState().load.kind !== 'ready') void loadMcpServers()
  }, [])
  return useMemo(() => [...byId.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)), [byId])
}
