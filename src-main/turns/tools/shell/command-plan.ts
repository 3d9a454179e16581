import { access } from 'node:fs/promises'
import type { ChildPlan } from '../../../sandbox/sandbox.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { gitFolders } from './git-folders.ts'
import { mostOutputBytes } from './shell-jobs.ts'

/** Processes of one command at once: a build with a worker for each core, and no more. */
const mostProcesses = 256
/** Processor seconds for each second that a command may take: it may keep so many cores busy. */
const mostCores = 8

/** What is started for a command, and what it may reach. `seconds`: of wall time. */
export async function commandPlan(
  rooms: Pick<ToolRooms, 'protectedPaths'>,
  asked: {
    readonly command: string
    readonly cwd: string
    readonly hosts: readonly string[]
    readonly publicHosts: readonly string[]
    readonly seconds: number
    /** By the names of their variables. */
    readonly secrets: Readonly<Record<string, string>>
  },
): Promise<ChildPlan> {
  const { command, cwd, hosts, publicHosts, seconds, secrets } = asked
  const git = await gitFolders(cwd)
  const writable = [cwd, ...git.writable]
  const { hidden, readOnly } = await rooms.protectedPaths.inSandbox(writable)
  return {
    argv: await shell(command),
    cwd,
    // Pagers and prompts wait for somebody who is not there.
    env: { ...secrets, PAGER: 'cat', GIT_PAGER: 'cat', GIT_TERMINAL_PROMPT: '0', TERM: 'dumb' },
    confine: {
      writable,
      // Seen even where it lies among temporary files, of which a sandbox has its own.
      readOnly: git.repository === null ? readOnly : [...readOnly, git.repository],
      hidden,
      hosts,
      publicHosts,
    },
    limits: {
      wallMs: seconds * 1000,
      cpuSeconds: seconds * mostCores,
      processes: mostProcesses,
      outputBytes: mostOutputBytes,
    },
  }
}

/**
 * One stream for both, so that errors stand where they happened. And nothing to read: bash takes a stdin that is a socket,
 * as Node's are, for a login from elsewhere and runs the user's .bashrc.
 */
async function shell(command: string): Promise<ChildPlan['argv']> {
  if (process.platform === 'win32')
    return ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', command]
  const bash = await access('/bin/bash').then(
    () => '/bin/bash',
    () => '/bin/sh',
  )
  return ['/bin/sh', '-c', 'exec "$@" 2>&1 </dev/null', 'sh', bash, '-c', command]
}
