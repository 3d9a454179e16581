import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { startOtherApp } from './empty-app.ts'

/** How late each job was, in whole milliseconds: when it fired, and when a row about it was on the disk. */
export interface BareLateness {
  readonly fired: readonly number[]
  readonly kept: readonly number[]
}

export interface BareScheduler {
  readonly process: ChildProcess
  /** Resolves once all jobs have fired; rejects when it ends before. */
  readonly lateness: Promise<BareLateness>
}

/** Bare node-schedule in an Electron application, with `count` jobs armed: the first at `first`, then one every `stepMs`. */
export async function startBareScheduler(
  env: Record<string, string>,
  dataDir: string,
  { first, count, stepMs }: { readonly first: number; readonly count: number; readonly stepMs: number },
): Promise<BareScheduler> {
  const folder = join(import.meta.dirname, 'node-schedule-app')
  const order = [`${dataDir}.sqlite`, first, count, stepMs].join(',')
  const { process: child, lines } = await startOtherApp(folder, env, dataDir, [order])
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('Bare node-schedule ended early.')))
  const lateness = Promise.race([once(lines, 'line'), ended]).then(
    (values) => JSON.parse(String(values[0])) as BareLateness,
  )
  // Whoever waits for it hears of a failure; a benchmark that failed before that does not.
  lateness.catch(() => undefined)
  return { process: child, lateness }
}
