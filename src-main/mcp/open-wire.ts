import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { McpTransport } from '../../src-shared/domain/mcp-server.ts'
import type { Clock } from '../platform/clock.ts'
import type { ChildLimits, Confinement, Sandbox } from '../sandbox/sandbox.ts'
import { cappedFetch } from './capped-fetch.ts'
import { createChildTransport } from './child-transport.ts'
import type { Wire } from './server-link.ts'
import { programFolders } from './program-folders.ts'

/** What a server may use while turns use it. */
const limits: ChildLimits = {
  wallMs: null,
  cpuSeconds: 3_600,
  processes: 500,
  outputBytes: 1024 * 1024 * 1024,
}
/** Milliseconds for a server on the network to be told that its session is over. */
const farewellMs = 2_000

export interface WireParts {
  readonly clock: Clock
  readonly sandbox: Pick<Sandbox, 'spawn'>
  /** What a server that is confined may reach, working in `cwd`; `null` for the home, where it may write nothing. */
  confinement(cwd: string | null): Promise<Confinement>
}

/**
 * Begins a connection: starts the program, or gets ready to ask the address. `values` are the environment or the headers;
 * `inHome`: `cwd` is the user's home because the turn has no folder. Nothing is left of it when `signal` aborts meanwhile.
 */
export async function openWire(
  parts: WireParts,
  to: {
    readonly transport: McpTransport
    readonly values: Readonly<Record<string, string>>
    readonly cwd: string
    readonly inHome: boolean
  },
  signal: AbortSignal,
): Promise<Wire> {
  const { transport, values, cwd, inHome } = to
  return transport.kind === 'stdio'
    ? openChild(parts, { transport, values, cwd, inHome }, signal)
    : openHttp(parts.clock, transport.url, values)
}

async function openChild(
  { clock, sandbox, confinement }: WireParts,
  to: {
    readonly transport: Extract<McpTransport, { kind: 'stdio' }>
    readonly values: Readonly<Record<string, string>>
    readonly cwd: string
    readonly inHome: boolean
  },
  signal: AbortSignal,
): Promise<Wire> {
  const { transport, values, cwd, inHome } = to
  const confine = transport.confined
    ? await confined(transport, await confinement(inHome ? null : cwd))
    : null
  const life = new AbortController()
  const end = (): void => life.abort()
  signal.throwIfAborted()
  signal.addEventListener('abort', end, { once: true })
  try {
    const argv = [transport.command, ...transport.args] as const
    const child = await sandbox.spawn({ argv, cwd, env: values, confine, limits }, life.signal)
    // It came too late for anybody to use it.
    if (signal.aborted) {
      end()
      await child.ended
      throw signal.reason
    }
    const wire = createChildTransport(child, clock)
    return {
      transport: wire,
      ended: wire.ended,
      complaint: () => wire.complaint(),
      async close() {
        child.stdin.end()
        await wire.close()
      },
    }
  } finally {
    signal.removeEventListener('abort', end)
  }
}

function openHttp(clock: Clock, url: string, headers: Readonly<Record<string, string>>): Wire {
  let end: (why: string) => void = () => undefined
  const ended = new Promise<string>((resolve) => (end = resolve))
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { ...headers } },
    fetch: cappedFetch((why) => {
      end(why)
      void transport.close()
    }),
  })
  return {
    transport,
    ended,
    complaint: () => '',
    async close() {
      const farewell = transport.terminateSession().catch(() => undefined)
      let cancel = (): void => undefined
      const patience = new Promise<void>((resolve) => (cancel = clock.after(farewellMs, resolve)))
      await Promise.race([farewell, patience])
      cancel()
      await transport.close()
      end('it was stopped')
    },
  }
}

/** It sees its own program wherever that lies. */
async function confined(
  transport: Extract<McpTransport, { kind: 'stdio' }>,
  confinement: Confinement,
): Promise<Confinement> {
  return { ...confinement, readOnly: [...confinement.readOnly, ...(await programFolders(transport))] }
}
