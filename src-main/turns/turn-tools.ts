import type { McpDesk } from '../mcp/mcp-desk.ts'
import type { AnyTool, CallPlace } from './tools/tool.ts'
import { mcpTool } from './tools/mcp-tool.ts'

export interface TurnTools {
  /** The tools that the turn has now: the built-in ones and those of its servers. */
  of(place: CallPlace): Promise<readonly AnyTool[]>
  /** The turn is not executed any more: what it left running ends. */
  leave(turnId: string): void
}

export function createTurnTools(parts: {
  readonly builtIn: readonly AnyTool[]
  readonly mcp: Pick<McpDesk, 'toolsFor' | 'release'>
  readonly leave: (turnId: string) => void
}): TurnTools {
  return {
    async of(place) {
      const offered = await Promise.all(
        parts.builtIn.map(async (tool) => (((await tool.isOffered?.(place)) ?? true) ? [tool] : [])),
      )
      const { turnId, access, workingDirectory } = place
      const handles = await parts.mcp.toolsFor(turnId, access.mcpServers, workingDirectory)
      return [...offered.flat(), ...handles.filter(({ tool }) => tool.permission !== 'refuse').map(mcpTool)]
    },
    leave(turnId) {
      parts.mcp.release(turnId)
      parts.leave(turnId)
    },
  }
}
