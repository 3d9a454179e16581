import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { electronBinary } from '../e2e/harness/electron-command.ts'

export const emptyAppFolder = join(import.meta.dirname, 'empty-app')

/** Starts the empty application and resolves when it is ready. */
export async function startEmptyApp(env: Record<string, string>, dataDir: string): Promise<ChildProcess> {
  return (await startOtherApp(emptyAppFolder, env, dataDir)).process
}

/** Starts another Electron application than Dormouse and resolves when it has written its first line; rejects if it ends before. */
export async function startOtherApp(
  folder: string,
  env: Record<string, string>,
  dataDir: string,
  args: readonly string[] = [],
): Promise<{ readonly process: ChildProcess; readonly lines: Interface }> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const all = [...sandbox, folder, `--user-data-dir=${dataDir}`, ...args]
  const child = spawn(electronBinary(), all, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const lines = createInterface({ input: child.stdout })
  const ended = once(child, 'exit').then(() =>
    Promise.reject(new Error(`${folder} ended before it was ready.`)),
  )
  await Promise.race([once(lines, 'line'), ended])
  return { process: child, lines }
}

export async function endProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}
