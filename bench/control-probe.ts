import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What a program on the control socket noticed; `at` is the epoch millisecond at which it heard it. */
export interface Noticed {
  /** Runs that succeeded, every time that it was said. */
  readonly heard: readonly { readonly scheduleId: string | null; readonly at: number }[]
  /** How long `app.status` took, for each time that it was asked. */
  readonly waits: readonly { readonly at: number; readonly ms: number }[]
}

export interface ControlProbe {
  readonly process: ChildProcess
  /** Listens until so many runs have succeeded, at most `withinMs`. Asks for the status every `everyMs`; 0 asks nothing. */
  listen(order: {
    readonly runs: number
    readonly withinMs: number
    readonly everyMs: number
  }): Promise<Noticed>
}

/** Starts the probe in a process of its own and resolves when it is connected. */
export async function startControlProbe(socketPath: string): Promise<ControlProbe> {
  const program = join(import.meta.dirname, 'control-probe', 'main.mjs')
  const child = spawn(process.execPath, [program, socketPath], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  await once(lines, 'line')
  return {
    process: child,
    async listen(order) {
      const answer = once(lines, 'line')
      child.stdin.write(`${JSON.stringify(order)}\n`)
      return JSON.parse(((await answer) as [string])[0]) as Noticed
    },
  }
}
