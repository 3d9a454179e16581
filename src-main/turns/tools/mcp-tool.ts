import type { McpToolHandle } from '../../mcp/mcp-desk.ts'
import { sortedJson } from '../../permissions/grant-matcher.ts'
import { plainLine } from './plain-line.ts'
import type { AnyTool } from './tool.ts'

/** A tool of an MCP server as a turn sees it. What the server says is data, and so is what it answers. */
export function mcpTool(handle: McpToolHandle): AnyTool {
  const { serverName, tool } = handle
  const name = `mcp__${serverName}__${tool.name}`
  const label = plainLine(`${tool.title} (${serverName})`, 200)
  return {
    name,
    title: label,
    effects: [tool.effect],
    kind: 'act',
    definition: () => ({
      name,
      description: tool.description,
      input_schema: { ...handle.inputSchema, type: 'object' },
    }),
    prepare: (input) => ({
      ok: true,
      call: {
        kind: 'act',
        label,
        operation: () =>
          Promise.resolve({
            effects: [tool.effect],
            words: label,
            parts: [{ kind: 'call', input: sortedJson(input) }],
            mustAsk: null,
            sends: true,
            ...(tool.permission === 'policy' ? {} : { override: tool.permission }),
          }),
        run: () => Promise.reject(new Error('not built yet')),
      },
    }),
  }
}
