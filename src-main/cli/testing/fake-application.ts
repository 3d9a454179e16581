import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteError } from '../../../src-shared/ipc/result.ts'
import { createControlSocket } from '../../ipc/control-socket.ts'
import type { Router } from '../../ipc/router.ts'
import { socketPath } from '../../platform/socket-path.ts'
import { createEventBus, type EventBus } from '../../platform/event-bus.ts'
import { silentLogger } from '../../platform/logger.ts'
import { runCommandLine } from '../run-command-line.ts'
import { monday } from './samples.ts'

/** What a command printed and how it ended. */
export interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly columns?: number
  readonly secret?: string
  readonly colour?: boolean
  /** Hears what goes to standard error as it comes. */
  readonly onErr?: (text: string) => void
}

/** A control socket whose routes answer what a test gives, and the command line against it. */
export interface FakeApplication {
  readonly events: EventBus
  /** Every call that was made, in order. */
  readonly calls: { readonly route: string; readonly input: unknown }[]
  /** What a route answers: data, a function that makes it from the input, or an error. */
  readonly answers: Map<string, unknown>
  run(words: readonly string[], options?: RunOptions): Promise<Outcome>
  close(): Promise<void>
}

/** An answer that is an error. */
export class Refusal {
  readonly error: RouteError
  constructor(error: RouteError) {
    this.error = error
  }
}

export async function startFakeApplication(): Promise<FakeApplication> {
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-cli-')))
  const calls: { route: string; input: unknown }[] = []
  const answers = new Map<string, unknown>()
  const events = createEventBus((error) => {
    throw error
  })
  const router: Router = {
    async call(route, input) {
      calls.push({ route, input })
      const answer = answers.get(route)
      const data: unknown = typeof answer === 'function' ? await answer(input) : answer
      if (data instanceof Refusal) return { ok: false, error: data.error }
      return { ok: true, data }
    },
  }
  const control = createControlSocket({ path: socketPath(dataDir), router, events, logger: silentLogger })
  await control.listen()
  return {
    events,
    calls,
    answers,
    run: (words, options = {}) => runIn(dataDir, words, options),
    async close() {
      await control.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The command line with what it prints recorded; `dataDir` need not hold a running application. */
export async function runIn(
  dataDir: string,
  words: readonly string[],
  { columns, secret = '', colour = false, onErr }: RunOptions = {},
): Promise<Outcome> {
  let out = ''
  let err = ''
  const code = await runCommandLine({
    words,
    dataDir,
    version: () => '1.2.3',
    streams: {
      out: (text) => (out += text),
      err(text) {
        err += text
        onErr?.(text)
      },
      columns: columns ?? null,
      colour,
      timeZone: 'Europe/Berlin',
      cwd: '/home/me',
      now: () => monday,
      readSecret: () => Promise.resolve(secret),
    },
  })
  return { code, out, err }
}
