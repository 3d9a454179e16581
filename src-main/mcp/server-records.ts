import type {
  McpGivenTransport,
  McpServer,
  McpState,
  McpTool,
  McpTransport,
} from '../../src-shared/domain/mcp-server.ts'
import type { Vault } from '../models/vault.ts'
import { badInput } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { McpServerRow, McpToolRow } from '../store/mcp-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { Offer, OfferedTool } from './read-tools.ts'
import { createServerSecrets, type ServerSecrets } from './server-secrets.ts'

interface Given {
  readonly name?: string | undefined
  readonly transport?: McpGivenTransport | undefined
  readonly enabled?: boolean | undefined
  readonly byDefault?: boolean | undefined
}

/** The rows of the servers and the secrets that belong to them. */
export interface ServerRecords {
  shown(row: McpServerRow, state: McpState): McpServer
  open(row: McpServerRow): ReturnType<ServerSecrets['open']>
  add(given: Given & { readonly name: string; readonly transport: McpGivenTransport }): McpServerRow
  /**
   * Under another name, or with another program or address, it is another server: standing permissions for its tools end
   * then, and with the latter also what the user said about each of them.
   */
  update(before: McpServerRow, given: Given): McpServerRow
  remove(row: McpServerRow): void
  setTool(row: McpServerRow, name: string, word: Partial<Word>): McpServerRow
  /** Keeps what it offers now. The user's word on a tool stays, also while the server does not have it. */
  remember(id: string, offer: Offer): void
}

type Word = { [K in 'permission' | 'effect']: McpTool[K] | undefined }

export function createServerRecords(core: Core, vault: Vault): ServerRecords {
  const { stores, unitOfWork } = core
  const rows = stores.mcpServers
  const secrets = createServerSecrets(vault)

  const freeName = (name: string, id: string | null): string => {
    if (rows.list().some((other) => other.id !== id && other.name === name))
      throw badInput(`There is an MCP server named “${name}” already. Give this one another name.`)
    return name
  }

  /** Nobody is to inherit what was allowed to another. */
  const revokeGrants = (serverName: string, work: Work): void => {
    for (const grant of stores.grants.list({})) {
      if (!grant.tool.startsWith(`mcp__${serverName}__`)) continue
      stores.grants.revoke(grant.id)
      work.publish('grants.changed', { owner: grant.scheduleId ?? grant.conversationId ?? grant.id })
    }
  }

  return {
    open: ({ id, transport }) => secrets.open(id, transport),
    shown({ id, name, transport, enabled, byDefault, tools, createdAt }, state) {
      return {
        id,
        name,
        transport: secrets.shown(id, transport),
        enabled,
        byDefault,
        state,
        tools: tools.filter(({ listed }) => listed).map(({ listed: _listed, ...tool }) => tool),
        createdAt,
      }
    },
    add({ name, transport, enabled = true, byDefault = true }) {
      const id = core.ids.next('mcp')
      freeName(name, null)
      const kept = secrets.keep(id, transport)
      const row = { id, name, transport: kept, enabled, byDefault, tools: [], createdAt: core.clock.now() }
      try {
        rows.insert(row)
      } catch (error) {
        secrets.forget(id, kept)
        throw error
      }
      return row
    },
    update(before, given) {
      const { id } = before
      const name = given.name === undefined ? before.name : freeName(given.name, id)
      const transport = given.transport ? secrets.keep(id, given.transport) : before.transport
      const isAnother = identity(transport) !== identity(before.transport)
      const row: McpServerRow = {
        ...before,
        name,
        transport,
        enabled: given.enabled ?? before.enabled,
        byDefault: given.byDefault ?? before.byDefault,
        tools: isAnother ? [] : before.tools,
      }
      unitOfWork.run((work) => {
        rows.update(row)
        if (isAnother || name !== before.name) revokeGrants(before.name, work)
      })
      secrets.forget(id, before.transport, transport)
      return row
    },
    remove(row) {
      unitOfWork.run((work) => {
        rows.remove(row.id)
        revokeGrants(row.name, work)
      })
      secrets.forget(row.id, row.transport)
    },
    setTool(row, name, word) {
      const changed = {
        ...row,
        tools: row.tools.map((tool) =>
          tool.name === name
            ? { ...tool, permission: word.permission ?? tool.permission, effect: word.effect ?? tool.effect }
            : tool,
        ),
      }
      rows.update(changed)
      return changed
    },
    remember(id, offer) {
      const row = rows.get(id)
      if (!row) return
      const tools = merged(row.tools, offer.tools)
      // Most of the time it is as it was, and a row is not written for that.
      if (JSON.stringify(tools) !== JSON.stringify(row.tools)) rows.update({ ...row, tools })
    },
  }
}

/** What makes it this server: what is run, or what is asked. Values and secrets may change. */
function identity(transport: McpTransport): string {
  return transport.kind === 'http' ? transport.url : JSON.stringify([transport.command, transport.args])
}

const unspoken = { permission: 'policy', effect: 'outside' } as const

function merged(known: readonly McpToolRow[], offered: readonly OfferedTool[]): McpToolRow[] {
  const now = offered.map(({ name, title, description, saysReadOnly }): McpToolRow => {
    const { permission, effect } = known.find((tool) => tool.name === name) ?? unspoken
    return { name, title, description, saysReadOnly, effect, permission, listed: true }
  })
  const gone = known.filter(
    (tool) =>
      !offered.some(({ name }) => name === tool.name) &&
      (tool.permission !== unspoken.permission || tool.effect !== unspoken.effect),
  )
  return [...now, ...gone.map((tool) => ({ ...tool, listed: false }))]
}
