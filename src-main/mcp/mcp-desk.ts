import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import type {
  McpGivenTransport,
  McpServer,
  McpTool,
  McpToolPermission,
} from '../../src-shared/domain/mcp-server.ts'
import type { EffectClass } from '../../src-shared/domain/permission.ts'
import type { EventBus } from '../platform/event-bus.ts'
import { badInput, notFound } from '../platform/route-failure.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import type { Vault } from '../models/vault.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Core } from '../store/core.ts'
import type { McpServerRow } from '../store/mcp-store.ts'
import { createServerRecords } from './server-records.ts'
import { createServerRunners } from './server-runners.ts'
import { createToolHandle } from './tool-handle.ts'

/** A tool of a server that a turn may call now. */
export interface McpToolHandle {
  readonly serverId: string
  readonly serverName: string
  /** The name under which a model sees it: unique, and valid for the Messages API. */
  readonly fullName: string
  readonly tool: McpTool
  /** JSON schema of type object, as the server gave it. */
  readonly inputSchema: Readonly<Record<string, unknown>>
  /** Whether the server is a child on this computer, which may change files. */
  readonly isLocal: boolean
  call(input: unknown, options: McpCallOptions): Promise<McpCallResult>
}

export interface McpCallOptions {
  readonly signal: AbortSignal
  readonly workingDirectory: string | null
  attach(bytes: Uint8Array, what: Pick<Attachment, 'kind' | 'mediaType' | 'name'>): Promise<Attachment>
}

/** Text is capped; a call that times out or breaks is an error in words, never a rejection but the signal's own. */
export interface McpCallResult {
  readonly text: string
  readonly isError: boolean
  readonly attachments: readonly Attachment[]
  /** Whether the text is the server's. Else it is Dormouse's own, with nothing of the server in it. */
  readonly isOfServer: boolean
}

export interface McpDesk {
  list(): McpServer[]
  add(input: {
    name: string
    transport: McpGivenTransport
    enabled?: boolean | undefined
    byDefault?: boolean | undefined
  }): McpServer
  update(input: {
    id: string
    name?: string | undefined
    transport?: McpGivenTransport | undefined
    enabled?: boolean | undefined
    byDefault?: boolean | undefined
  }): McpServer
  remove(id: string): void
  test(id: string): Promise<{ ok: boolean; message: string; server: McpServer }>
  setTool(input: {
    id: string
    tool: string
    permission?: McpToolPermission | undefined
    effect?: EffectClass | undefined
  }): McpServer
  /**
   * The tools that a turn has: of `chosen` servers (ids), or of those that are on by default. Starts what is not running;
   * one that is slow or down is left out, and never delays a turn by more than a few seconds. Servers on this computer work
   * in `folder`, absolute and real, or in the home.
   */
  toolsFor(
    turnId: string,
    chosen: readonly string[] | undefined,
    folder?: string | null,
  ): Promise<McpToolHandle[]>
  /** The turn uses no server any more; a server that no turn uses is stopped. */
  release(turnId: string): void
  close(): Promise<void>
}

export interface McpParts {
  readonly vault: Vault
  readonly sandbox: Pick<Sandbox, 'spawn'>
  readonly bus: Pick<EventBus, 'publish'>
  readonly settings: Pick<SettingsStore, 'get'>
  /** What a server that is confined may not write, and not even read. */
  readonly protectedPaths: {
    inSandbox(
      writable: readonly string[],
    ): Promise<{ readonly hidden: readonly string[]; readonly readOnly: readonly string[] }>
  }
  /** Absolute. */
  readonly home: string
  /** Dormouse's own, told to servers. */
  readonly version: string
}

/** The MCP servers that the user added: their rows, their secrets, and the connections to those that turns use. */
export function createMcpDesk(core: Core, parts: McpParts): McpDesk {
  const records = createServerRecords(core, parts.vault)
  const runners = createServerRunners(core, parts, {
    find: (id) => core.stores.mcpServers.get(id),
    open: (row) => records.open(row),
    remember: (id, offer) => records.remember(id, offer),
    onState: (id) => {
      const row = core.stores.mcpServers.get(id)
      if (row) parts.bus.publish({ event: 'mcp.changed', data: shown(row) })
    },
  })
  const shown = (row: McpServerRow): McpServer => records.shown(row, runners.state(row.id))
  const existing = (id: string): McpServerRow => {
    const row = core.stores.mcpServers.get(id)
    if (!row) throw notFound('There is no such MCP server any more. Look in Settings → Tools.')
    return row
  }

  return {
    list: () => core.stores.mcpServers.list().map(shown),

    add(input) {
      const row = records.add(input)
      return told(row)
    },

    update(input) {
      const before = existing(input.id)
      const row = records.update(before, input)
      // What runs was started under the old ways; a turn that uses it starts it anew.
      if (input.transport !== undefined || row.name !== before.name || !row.enabled) void runners.stop(row.id)
      return told(row)
    },

    remove(id) {
      records.remove(existing(id))
      void runners.forget(id)
      parts.bus.publish({ event: 'mcp.changed', data: { id, removed: true } })
    },

    async test(id) {
      existing(id)
      const holder = `test:${core.ids.next('mcp')}`
      const offer = await runners.of(id).hold(holder, null, { patient: true })
      const { message } = runners.state(id)
      const ok = offer !== null && runners.state(id).kind === 'ready'
      runners.of(id).release(holder)
      const server = shown(existing(id))
      if (!ok) return { ok, message: message ?? 'It was stopped meanwhile. Test it again.', server }
      const count = offer.tools.length === 1 ? 'It has one tool.' : `It has ${offer.tools.length} tools.`
      return { ok, message: ['It works.', count, offer.note].filter(Boolean).join(' '), server }
    },

    setTool({ id, tool, permission, effect }) {
      const row = existing(id)
      if (!row.tools.some(({ name }) => name === tool))
        throw badInput('This server has no such tool. Test it to see what it has now.')
      return told(records.setTool(row, tool, { permission, effect }))
    },

    async toolsFor(turnId, chosen, folder = null) {
      const wanted = core.stores.mcpServers
        .list()
        .filter((row) => row.enabled && (chosen === undefined ? row.byDefault : chosen.includes(row.id)))
      const handles = wanted.map(async (row) => {
        // A server elsewhere works in no folder, so that turns share its connection.
        const place = row.transport.kind === 'stdio' ? folder : null
        const offer = await runners.of(row.id).hold(turnId, place)
        const now = core.stores.mcpServers.get(row.id)
        if (offer === null || !now) return []
        return offer.tools.map((offered) => createToolHandle(now, offered, place, runners.of(row.id)))
      })
      return (await Promise.all(handles)).flat()
    },

    release: (turnId) => runners.release(turnId),
    close: () => runners.close(),
  }

  function told(row: McpServerRow): McpServer {
    const server = shown(row)
    parts.bus.publish({ event: 'mcp.changed', data: server })
    return server
  }
}
