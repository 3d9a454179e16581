import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { PassThrough, type Readable, type Writable } from 'node:stream'
import type { SandboxStatus } from '../../src-shared/ipc/tool-routes.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { cleanedEnvironment } from './cleaned-environment.ts'
import { findExecutable } from './find-executable.ts'
import type { Launched } from './launch.ts'
import { createOutputGate } from './output-gate.ts'
import { superviseChild } from './supervise-child.ts'
import { createWalls } from './walls.ts'

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
  /** The same for hosts that somebody else named: where they lead to this computer or its network they are not reached. */
  readonly publicHosts?: readonly string[]
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

export interface SandboxParts {
  /** Absolute. The sandbox is tried in a folder there. */
  readonly dataDir: string
  /** What the cleaned environment of children is made from. */
  readonly env: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly logger: Logger
}

/** Starts nothing by itself; bubblewrap (Linux) and the seatbelt (macOS) are looked for when they are needed. */
export function createSandbox(parts: SandboxParts): Sandbox {
  const { env, clock, logger } = parts
  const running = new Set<Child>()
  const walls = createWalls(parts)

  const start = async (plan: ChildPlan, signal: AbortSignal): Promise<Child> => {
    if (signal.aborted) return neverBegan({ kind: 'stopped' })
    const cleaned = cleanedEnvironment({ HOME: homedir(), ...env }, plan.env)
    if (!(await isFolder(plan.cwd)))
      return neverBegan(failed(`The folder ${plan.cwd} does not exist any more.`))
    if ((await findExecutable(plan.argv[0], pathIn(cleaned), plan.cwd)) === null) {
      return neverBegan(failed(`There is no program "${plan.argv[0]}" on this computer.`))
    }
    const order = { argv: plan.argv, cwd: plan.cwd, env: cleaned, limits: plan.limits }
    const launched = await walls.launch(order, plan.confine)
    return run(launched, plan.limits, signal)
  }

  const run = (launched: Launched, limits: ChildLimits, signal: AbortSignal): Child => {
    const watched = superviseChild(launched, { limits, signal, clock })
    const gate = createOutputGate(limits.outputBytes, () => watched.cutOff('output'))
    const { pid, stdin, stdout, stderr } = launched.child
    if (stdin === null || stdout === null || stderr === null) throw new Error('the child has no pipes')
    // Writing to a program that reads no more is its affair, not a failure of Dormouse.
    stdin.on('error', () => undefined)
    return {
      pid: pid ?? null,
      stdin,
      stdout: gate.through(stdout),
      stderr: gate.through(stderr),
      ended: watched.ended,
      stop: watched.stop,
    }
  }

  return {
    status: walls.status,
    async spawn(plan, signal) {
      try {
        const child = await start(plan, signal)
        running.add(child)
        void child.ended.then(() => running.delete(child))
        return child
      } catch (error) {
        logger.error('a child could not be started', { program: plan.argv[0], error: String(error) })
        return neverBegan(failed(error instanceof Error ? error.message : 'It could not be started.'))
      }
    },
    async close() {
      for (const child of running) child.stop()
      await Promise.all([...running].map((child) => child.ended))
    },
  }
}

const failed = (message: string): ChildEnd => ({ kind: 'failed', message })

function neverBegan(end: ChildEnd): Child {
  const nothing = (): PassThrough => new PassThrough().end()
  return {
    pid: null,
    stdin: new PassThrough().resume(),
    stdout: nothing(),
    stderr: nothing(),
    ended: Promise.resolve(end),
    stop: () => undefined,
  }
}

function pathIn(env: Readonly<Record<string, string>>): string {
  return Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? ''
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
