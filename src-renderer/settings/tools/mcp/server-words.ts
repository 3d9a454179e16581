import type { McpServer, McpToolPermission } from '../../../../src-shared/domain/mcp-server.ts'

/** How a server is reached, in one line, as it was typed. */
export function addressOf({ transport }: McpServer): string {
  return transport.kind === 'http' ? transport.url : [transport.command, ...transport.args].join(' ')
}

/** "No tools", "1 tool", "12 tools". */
export function toolCount(count: number): string {
  if (count === 0) return 'No tools'
  return count === 1 ? '1 tool' : `${count} tools`
}

export const permissionOptions: readonly {
  readonly value: McpToolPermission
  readonly label: string
  readonly hint: string
}[] = [
  { value: 'policy', label: 'By policy', hint: 'As the policy says of what it touches' },
  { value: 'run', label: 'Allow', hint: 'Without asking, unless the policy is Read only' },
  { value: 'ask', label: 'Ask', hint: 'Each time' },
  { value: 'refuse', label: 'Never', hint: 'It is refused, whatever else is allowed' },
]
