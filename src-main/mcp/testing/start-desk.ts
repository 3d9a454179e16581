import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { McpGivenTransport, McpGivenValue, McpServer } from '../../../src-shared/domain/mcp-server.ts'
import type { AppEvent } from '../../../src-shared/ipc/events.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { createFakeDesktop, type FakeDesktop } from '../../testing/fake-desktop.ts'
import { createTestCore, type TestCore } from '../../testing/test-core.ts'
import { createMcpDesk, type McpCallOptions, type McpDesk, type McpToolHandle } from '../mcp-desk.ts'
import { createPlainSandbox, type PlainSandbox } from './plain-sandbox.ts'

export const hostileServer = fileURLToPath(new URL('hostile-server.mjs', import.meta.url))

export interface TestDesk {
  readonly core: TestCore
  readonly desk: McpDesk
  readonly desktop: FakeDesktop
  readonly sandbox: PlainSandbox
  /** Absolute and real. */
  readonly home: string
  readonly events: AppEvent[]
  /** Adds the server that misbehaves so. */
  addHostile(behaviour: string, env?: Record<string, McpGivenValue>): McpServer
  /** The tools that a turn has of it, by the server's own names. */
  tools(turnId?: string, folder?: string | null): Promise<Map<string, McpToolHandle>>
  server(id: string): McpServer
  /** Resolves as soon as the server is as `check` wants it. */
  until(id: string, check: (server: McpServer) => boolean): Promise<McpServer>
  /** Lets the clock go on by so many milliseconds again and again until the work is done. */
  pass<T>(ms: number, work: Promise<T>): Promise<T>
  end(): Promise<void>
}

export function startDesk(real?: Pick<Sandbox, 'spawn'>): TestDesk {
  const core = createTestCore()
  const desktop = createFakeDesktop()
  const sandbox = createPlainSandbox()
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-mcp-')))
  const events: AppEvent[] = []
  core.bus.subscribe((event) => events.push(event))
  const desk = createMcpDesk(core, {
    vault: desktop.vault,
    settings: desktop.settings,
    sandbox: real ?? sandbox,
    bus: core.bus,
    protectedPaths: { inSandbox: () => Promise.resolve({ hidden: ['/hidden'], readOnly: ['/read-only'] }) },
    home,
    version: '1.2.3',
  })
  const server = (id: string): McpServer => {
    const found = desk.list().find((each) => each.id === id)
    if (!found) throw new Error(`there is no server ${id}`)
    return found
  }
  return {
    core,
    desk,
    desktop,
    sandbox,
    home,
    events,
    server,
    addHostile(behaviour, env = {}) {
      const [name = '', ...args] = behaviour.split(' ')
      const transport: McpGivenTransport = {
        kind: 'stdio',
        command: process.execPath,
        args: [hostileServer, name, ...args],
        env,
        confined: false,
      }
      return desk.add({ name: 'hostile', transport })
    },
    async tools(turnId = 'turn', folder = null) {
      const handles = await desk.toolsFor(turnId, undefined, folder)
      return new Map(handles.map((handle) => [handle.tool.name, handle]))
    },
    until: (id, check) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = server(id)
          if (!check(found)) return
          stop()
          resolve(found)
        }
        const stop = core.bus.subscribe(look)
        look()
      }),
    async pass(ms, work) {
      let done = false
      const finished = work.finally(() => (done = true))
      while (!done) {
        await new Promise((resolve) => setImmediate(resolve))
        core.clock.advance(ms)
      }
      return finished
    },
    async end() {
      await desk.close()
      core.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** What a call of a test gets; what is attached is kept in `kept`. */
export function callOptions(
  signal: AbortSignal = new AbortController().signal,
): McpCallOptions & { readonly kept: Uint8Array[] } {
  const kept: Uint8Array[] = []
  return {
    kept,
    signal,
    workingDirectory: null,
    attach(bytes, what) {
      kept.push(bytes)
      return Promise.resolve({ ...what, blob: '0'.repeat(64), bytes: bytes.length })
    },
  }
}
