import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import type {
  McpGivenTransport,
  McpServer,
  McpTool,
  McpToolPermission,
} from '../../src-shared/domain/mcp-server.ts'
import type { EffectClass } from '../../src-shared/domain/permission.ts'
import type { EventBus } from '../platform/event-bus.ts'
import type { Vault } from '../models/vault.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Core } from '../store/core.ts'

/** A tool of a server that a turn may call now. */
export interface McpToolHandle {
  readonly serverId: string
  readonly serverName: string
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
   * one that is slow or down is left out, and never delays a turn by more than a few seconds.
   */
  toolsFor(turnId: string, chosen: readonly string[] | undefined): Promise<McpToolHandle[]>
  /** The turn uses no server any more; a server that no turn uses is stopped. */
  release(turnId: string): void
  close(): Promise<void>
}

export function createMcpDesk(
  _core: Core,
  _parts: { readonly vault: Vault; readonly sandbox: Sandbox; readonly bus: EventBus },
): McpDesk {
  const notBuilt = (): never => {
    throw new Error('not built yet')
  }
  return {
    list: () => [],
    add: notBuilt,
    update: notBuilt,
    remove: notBuilt,
    test: notBuilt,
    setTool: notBuilt,
    toolsFor: () => Promise.resolve([]),
    release: () => undefined,
    close: () => Promise.resolve(),
  }
}
