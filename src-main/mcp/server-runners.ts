import { realpath, stat } from 'node:fs/promises'
import type { McpState } from '../../src-shared/domain/mcp-server.ts'
import { unavailable } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { McpServerRow } from '../store/mcp-store.ts'
import { hideSecrets } from './hide-secrets.ts'
import type { McpParts } from './mcp-desk.ts'
import { openWire } from './open-wire.ts'
import type { Offer } from './read-tools.ts'
import type { ServerSecrets } from './server-secrets.ts'
import { createServerRunner, type ServerRunner } from './server-runner.ts'

export interface ServerRunners {
  state(id: string): McpState
  /** The one of this server, made when it is first asked for. */
  of(id: string): ServerRunner
  /** Ends its connections and what is known of its failures. */
  stop(id: string): Promise<void>
  /** The same for good. */
  forget(id: string): Promise<void>
  release(holder: string): void
  close(): Promise<void>
}

const idle: McpState = { kind: 'idle', message: null, retryAt: null }

/** One runner for each server, over its row as it is when a connection begins. */
export function createServerRunners(
  { clock }: Pick<Core, 'clock'>,
  parts: Pick<McpParts, 'sandbox' | 'settings' | 'protectedPaths' | 'home' | 'version'>,
  rows: {
    find(id: string): McpServerRow | undefined
    open(row: McpServerRow): ReturnType<ServerSecrets['open']>
    remember(id: string, offer: Offer): void
    onState(id: string): void
  },
): ServerRunners {
  const runners = new Map<string, ServerRunner>()
  const wireParts = {
    clock,
    sandbox: parts.sandbox,
    async confinement(folder: string | null) {
      const writable = folder === null ? [] : [folder]
      const { hidden, readOnly } = await parts.protectedPaths.inSandbox(writable)
      return { writable, hidden, readOnly, hosts: parts.settings.get().sandboxHosts }
    },
  }

  const make = (id: string): ServerRunner =>
    createServerRunner({
      clock,
      version: parts.version,
      name: () => rows.find(id)?.name ?? '',
      onState: () => rows.onState(id),
      onOffer: (offer) => rows.remember(id, offer),
      async open(folder, signal) {
        const row = rows.find(id)
        if (!row) throw unavailable('It was removed.')
        const { values, secrets, missing } = rows.open(row)
        if (missing.length > 0)
          throw unavailable(`Its secret ${missing.join(', ')} is missing. Enter it in Settings → Tools.`)
        const cwd = await realFolder(folder ?? parts.home)
        if (cwd === null) throw unavailable('The folder that it is to work in is not there.')
        const { transport } = row
        const wire = await openWire(wireParts, { transport, values, cwd, inHome: folder === null }, signal)
        return { wire, hide: hideSecrets(secrets) }
      },
    })

  const of = (id: string): ServerRunner => {
    const there = runners.get(id)
    if (there) return there
    const runner = make(id)
    runners.set(id, runner)
    return runner
  }

  return {
    of,
    state: (id) => runners.get(id)?.state() ?? idle,
    stop: (id) => runners.get(id)?.stop() ?? Promise.resolve(),
    async forget(id) {
      const runner = runners.get(id)
      runners.delete(id)
      await runner?.stop()
    },
    release(holder) {
      for (const runner of runners.values()) runner.release(holder)
    },
    async close() {
      await Promise.all([...runners.values()].map((runner) => runner.stop()))
      runners.clear()
    },
  }
}

async function realFolder(path: string): Promise<string | null> {
  try {
    const real = await realpath(path)
    return (await stat(real)).isDirectory() ? real : null
  } catch {
    return null
  }
}
