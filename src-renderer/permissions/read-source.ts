import { mcpNameSchema } from '../../src-shared/domain/mcp-server.ts'
import { hostNameSchema } from '../../src-shared/domain/permission.ts'
import type { ItemReading } from './read-host.ts'

const problem = 'Write web:example.com, mcp:my-server, mail or shell.'

/** A source as `trustedSources` writes it. A bare host or an address is taken as a web page of it. */
export function readSource(text: string): ItemReading {
  const written = text.trim().toLowerCase()
  if (written === 'mail' || written === 'shell') return { ok: true, value: written }
  const [, kind = '', name = ''] = /^(web|mcp):\s*(.+)$/.exec(written) ?? []
  if (kind === 'mcp') {
    const parsed = mcpNameSchema.safeParse(name)
    return parsed.success
      ? { ok: true, value: `mcp:${parsed.data}` }
      : { ok: false, problem: 'Write the name of an MCP server, as in mcp:my-notes.' }
  }
  if (kind === '' && !written.includes('.')) return { ok: false, problem }
  const host = (kind === '' ? written : name).replace(/^[a-z]+:\/\//, '').replace(/[/?#].*$/, '')
  const parsed = hostNameSchema.safeParse(host)
  // Which page it was is compared exactly: a whole family of hosts would never match.
  if (!parsed.success || parsed.data.startsWith('*')) {
    return { ok: false, problem: 'Write the host of a web page, as in web:example.com.' }
  }
  return { ok: true, value: `web:${parsed.data}` }
}

/** A trusted source in words: "Web pages of example.com". */
export function sourceKeyWords(key: string): string {
  const [, kind, name = ''] = /^(web|mcp):(.+)$/.exec(key) ?? []
  if (kind === 'web') return `Web pages of ${name}`
  if (kind === 'mcp') return `MCP server ${name}`
  if (key === 'mail') return 'Mail files'
  return key === 'shell' ? 'Output of commands' : key
}
