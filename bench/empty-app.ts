import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { electronBinary } from '../e2e/harness/electron-command.ts'

export const emptyAppFolder = join(import.meta.dirname, 'empty-app')

/** Starts the empty application and resolves when it is ready. */
export async function startEmptyApp(env: Record<string, string>, dataDir: string): Promise<ChildProcess> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...sandbox, emptyAppFolder, `--user-data-dir=${dataDir}`]
  const child = spawn(electronBinary(), args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  await once(createInterface({ input: child.stdout }), 'line')
  return child
}

export async function endProcess(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
