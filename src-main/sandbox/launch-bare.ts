import { spawn } from 'node:child_process'
import { PassThrough, Writable } from 'node:stream'
import { randomKey } from '../platform/random-key.ts'
import type { Launched, LaunchOrder } from './launch.ts'
import { launchScript } from './launch-script.ts'
import type { ProcessHold } from './process-hold.ts'
import { holdTracked } from './tracked-processes.ts'

/** The name of the variable by which the processes of a child are found again. */
const markerName = 'CHILD_OF_DORMOUSE'

/** Starts a program in a process group of its own, `prefix` before it (macOS: its sandbox), with no namespace to hold it. */
export function launchBare(order: LaunchOrder, prefix: readonly string[] = []): Launched {
  const marker = randomKey()
  const isWindows = process.platform === 'win32'
  const script = launchScript({ ...order, inBox: false, hasProxy: false })
  const [command = '', ...rest] = isWindows ? order.argv : [...prefix, ...script]
  const child = spawn(command, rest, {
    cwd: order.cwd,
    env: { ...order.env, [markerName]: marker },
    detached: !isWindows,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  })
  let problem: string | null = null
  child.once('error', (error) => (problem = error.message))
  const fourth = child.stdio[3]
  const lifeline = fourth instanceof Writable ? fourth : new PassThrough()
  lifeline.on('error', () => undefined)
  return {
    child,
    hold: holdOf(child.pid, `${markerName}=${marker}`, lifeline),
    failure: () => Promise.resolve(problem),
    isWrapped: false,
    tidy: () => Promise.resolve(),
  }
}

function holdOf(leader: number | undefined, marker: string, lifeline: Writable): ProcessHold {
  if (leader === undefined) return holdNothing
  return process.platform === 'win32' ? holdOnWindows(leader) : holdTracked({ leader, marker, lifeline })
}

/** Of a child that did not come to be. */
const holdNothing: ProcessHold = {
  sample: () => Promise.resolve({ processes: 0, cpuSeconds: 0 }),
  terminate: () => undefined,
  kill: () => undefined,
  clear: () => Promise.resolve(),
}

/** Windows has no groups and no signals: the tree below the process is ended, and what left the tree is not found. */
function holdOnWindows(leader: number): ProcessHold {
  const kill = (): void => {
    spawn('taskkill', ['/pid', String(leader), '/t', '/f'], { windowsHide: true }).on(
      'error',
      () => undefined,
    )
  }
  return { ...holdNothing, terminate: kill, kill }
}
