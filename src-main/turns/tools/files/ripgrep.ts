import { spawn } from 'node:child_process'
import { bundledFile } from '../../../platform/bundled-file.ts'
import type { Clock } from '../../../platform/clock.ts'
import { yieldToEvents } from '../../../platform/yield-to-events.ts'
import { ToolRefusal } from '../tool-refusal.ts'

/** Milliseconds after which a search gives what it has. */
const deadlineMs = 30_000
const mostErrorCharacters = 2000

/** What every search has: no settings of the user, no colours, hidden files too, .gitignore also outside a repository. */
const always = ['--no-config', '--no-messages', '--color=never', '--hidden', '--no-require-git', '--null']
/** What version control keeps, and what package managers fetch. */
const passedOver = ['.git', '.hg', '.svn']
const fetched = 'node_modules'

export interface RipgrepSearch {
  /** Options first; whatever a model wrote follows `-e` or stands in one word with its option. */
  readonly args: readonly string[]
  /** `.` or a file's name, seen from `cwd`. */
  readonly start: string
  readonly cwd: string
  /** Whether what .gitignore leaves out, and node_modules, are searched too. */
  readonly ignored: boolean
  readonly signal: AbortSignal
  readonly clock: Clock
  /** Gets what it prints, piece by piece; `false`: that is enough. */
  onOutput(piece: Buffer): boolean
}

/**
 * Runs ripgrep. Resolves with why it was stopped early, if it was. Rejects with the signal's reason when it aborts, and with
 * a `ToolRefusal` when the pattern is at fault. The program has no environment and is dead when this settles.
 */
export function runRipgrep(search: RipgrepSearch): Promise<'enough' | 'time' | null> {
  const { args, start, cwd, ignored, signal, clock, onOutput } = search
  signal.throwIfAborted()
  const without = [...passedOver, ...(ignored ? [] : [fetched])].map((name) => `--iglob=!${name}`)
  const every = [...always, ...without, ...(ignored ? ['--no-ignore'] : []), ...args, '--', `./${start}`]
  return new Promise((resolve, reject) => {
    const child = spawn(bundledFile('rg'), every, {
      cwd,
      env: process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {},
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    let stopped: 'enough' | 'time' | null = null
    let errors = ''
    const stop = (why: 'enough' | 'time'): void => {
      stopped ??= why
      child.kill('SIGKILL')
    }
    const kill = (): void => void child.kill('SIGKILL')
    const cancelDeadline = clock.after(deadlineMs, () => stop('time'))
    signal.addEventListener('abort', kill, { once: true })
    const reading = (async () => {
      for await (const piece of child.stdout as AsyncIterable<Buffer>) {
        if (stopped === null && !onOutput(piece)) stop('enough')
        // The next piece is there already, as are the dozens after it.
        await yieldToEvents()
      }
    })()
    child.stderr.on('data', (piece: Buffer) => {
      if (errors.length < mostErrorCharacters) errors += piece.toString()
    })
    child.once('error', (error) => finish(() => reject(error)))
    child.once('close', (code) => {
      void reading.then(
        () =>
          finish(() => {
            if (signal.aborted) reject(signal.reason as Error)
            else if (stopped === null && code === 2 && errors !== '') reject(complaint(errors))
            else resolve(stopped)
          }),
        (error: unknown) => finish(() => reject(error)),
      )
    })

    function finish(how: () => void): void {
      cancelDeadline()
      signal.removeEventListener('abort', kill)
      how()
    }
  })
}

function complaint(errors: string): ToolRefusal {
  const words = errors
    .slice(0, mostErrorCharacters)
    .replace(/^rg: /, '')
    .replace(/\n*Consider enabling PCRE2[\s\S]*$/, '')
    .trim()
  return new ToolRefusal(`That cannot be searched for: ${words}`)
}
