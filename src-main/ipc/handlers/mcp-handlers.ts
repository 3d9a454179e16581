import type { McpDesk } from '../../mcp/mcp-desk.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<Handlers, Extract<keyof Handlers, `mcp.${string}`>>

export function mcpHandlers(mcp: McpDesk): Routes {
  return {
    'mcp.list': () => mcp.list(),
    'mcp.add': (input) => mcp.add(input),
    'mcp.update': (input) => mcp.update(input),
    'mcp.remove': ({ id }) => {
      mcp.remove(id)
      return {}
    },
    'mcp.test': ({ id }) => mcp.test(id),
    'mcp.setTool': (input) => mcp.setTool(input),
  }
}
