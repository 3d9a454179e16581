import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { electronArguments, electronBinary } from './electron-command.ts'
import { parseReadyLine, type Ready } from './ready.ts'
import { waitFor } from './wait-for.ts'

/** Dormouse as an ordinary child process, without a debugger attached: for starts, signals and output. */
export interface SpawnedDormouse {
  readonly process: ChildProcess
  /** Once the ready line is there; rejects with the output if the process ends before. */
  ready(): Promise<Ready>
  /** The exit code, or the signal's name, once it has ended. */
  ended(): Promise<number | string>
  stdout(): string
  stderr(): string
  signal(name: NodeJS.Signals): void
}

export function spawnDormouse(env: Record<string, string>, args: readonly string[] = []): SpawnedDormouse {
  const child = spawn(electronBinary(), electronArguments(args), { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  // Not 'exit': the last output may still be on its way then.
  const closed = once(child, 'close')
  return {
    process: child,
    ready: () =>
      waitFor(
        () => {
          const ready = parseReadyLine(stdout)
          if (ready === null && child.exitCode !== null) return { ended: child.exitCode }
          return ready
        },
        { within: 20_000, what: 'the ready line' },
      ).then((found) => {
        if ('ended' in found)
          throw new Error(`Dormouse ended with ${found.ended} before it was ready:\n${stderr}`)
        return found
      }),
    async ended() {
      const [code, signal] = (await closed) as [number | null, string | null]
      return code ?? signal ?? 'unknown'
    },
    stdout: () => stdout,
    stderr: () => stderr,
    signal: (name) => void child.kill(name),
  }
}
