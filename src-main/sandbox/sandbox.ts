import type { Readable, Writable } from 'node:stream'
import type { SandboxStatus } from '../../src-shared/ipc/tool-routes.ts'

/** A program that the assistant or an MCP server runs, and all that it may reach. */
export interface ChildPlan {
  /** Program and arguments; no shell reads them. */
  readonly argv: readonly [string, ...string[]]
  /** Absolute and real. */
  readonly cwd: string
  /** Added to the cleaned environment, which has no keys, no Electron and no Dormouse variables. */
  readonly env?: Readonly<Record<string, string>>
  /** Whether it is confined where a sandbox exists. `null`: not at all (an MCP server that the user trusts). */
  readonly confine: Confinement | null
  readonly limits: ChildLimits
}

export interface Confinement {
  /** Folders that it may write to, absolute and real; everything else is read-only. */
  readonly writable: readonly string[]
  /** Paths inside `writable` that stay read-only all the same: git hooks, shell profiles. */
  readonly readOnly: readonly string[]
  /** Paths that it may not even read: the data folder, keys. */
  readonly hidden: readonly string[]
  /** Host names (`*.example.com` for all below) that it may reach; none: no network. */
  readonly hosts: readonly string[]
}

export interface ChildLimits {
  /** Milliseconds of wall time; `null`: as long as its turn. */
  readonly wallMs: number | null
  /** Seconds of processor time. */
  readonly cpuSeconds: number
  /** How many processes it may be at once, itself included. */
  readonly processes: number
  /** Bytes that it may write to its output before it is stopped. */
  readonly outputBytes: number
}

/** Why a child ended. `exit` has its code; everything else was done to it. */
export type ChildEnd =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'timeout' | 'output' | 'processes' | 'cpu' | 'stopped' }
  /** It never began; `message` says why and what to do. */
  | { readonly kind: 'failed'; readonly message: string }

export interface Child {
  readonly pid: number | null
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable
  /** Never rejects. By then no process of it is left. */
  readonly ended: Promise<ChildEnd>
  /** Ends it and everything that it began: politely, and two seconds later not. */
  stop(): void
}

export interface Sandbox {
  /** What confines children on this computer; tried once, for real. */
  status(): Promise<SandboxStatus>
  /** Starts a child in a process group of its own. It dies when `signal` aborts. */
  spawn(plan: ChildPlan, signal: AbortSignal): Promise<Child>
  /** Ends every child. */
  close(): Promise<void>
}

export function createSandbox(_parts: {
  readonly dataDir: string
  readonly env: NodeJS.ProcessEnv
}): Sandbox {
  return {
    status: () => Promise.resolve({ kind: 'none', message: 'Not built yet.' }),
    spawn: () => Promise.reject(new Error('not built yet')),
    close: () => Promise.resolve(),
  }
}
