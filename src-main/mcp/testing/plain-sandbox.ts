import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import type { Child, ChildEnd, ChildPlan, Sandbox } from '../../sandbox/sandbox.ts'

export interface PlainSandbox extends Pick<Sandbox, 'spawn'> {
  /** Every child that was begun, oldest first. */
  readonly children: readonly (Child & { readonly plan: ChildPlan })[]
}

/** Starts children in a process group of their own and confines nothing. */
export function createPlainSandbox(): PlainSandbox {
  const children: (Child & { readonly plan: ChildPlan })[] = []
  return {
    children,
    spawn(plan, signal) {
      const [program, ...args] = plan.argv
      const { PATH = '', HOME = '' } = process.env
      const child = spawn(program, args, {
        cwd: plan.cwd,
        env: { PATH, HOME, ...plan.env },
        detached: true,
        stdio: 'pipe',
      })
      const stop = (): void => killGroup(child)
      signal.addEventListener('abort', stop, { once: true })
      const begun = {
        plan,
        pid: child.pid ?? null,
        stdin: child.stdin,
        stdout: child.stdout,
        stderr: child.stderr,
        ended: endOf(child),
        stop,
      }
      children.push(begun)
      return Promise.resolve(begun)
    },
  }
}

function endOf(child: ChildProcessWithoutNullStreams): Promise<ChildEnd> {
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ kind: 'failed', message }))
    child.once('exit', (code, signal) =>
      resolve(code === null ? { kind: 'signal', signal: signal ?? '' } : { kind: 'exit', code }),
    )
  })
}

function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
