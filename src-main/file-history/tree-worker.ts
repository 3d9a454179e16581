import { Worker } from 'node:worker_threads'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { createByteSearch } from './byte-search.ts'
import { type Compared, type CompareJob, createTreeComparer, type TreeChange } from './tree-compare.ts'
import { createTreeDisk } from './tree-disk.ts'
import { createTreeScanner, type ScanJob, type Scanned } from './tree-scan.ts'

/** Keeps whole trees and compares them, in a thread of its own, one after the other. */
export interface TreeWorker {
  scan(job: Omit<ScanJob, 'kind'>): Promise<Scanned>
  /** What changed since then. `null`: what was kept is gone. */
  compare(
    job: Omit<CompareJob, 'kind'>,
  ): Promise<(Compared & { readonly changes: readonly TreeChange[] }) | null>
  /** The manifest is not needed any more. */
  release(manifest: string): Promise<void>
  /** Removes all that these manifests do not need, what is in use left alone. */
  forget(manifests: readonly string[]): Promise<void>
  /** Ends the thread. */
  close(): Promise<void>
}

type Job =
  | ScanJob
  | CompareJob
  | { readonly kind: 'release'; readonly manifest: string }
  | { readonly kind: 'forget'; readonly manifests: readonly string[] }

type Message = { readonly part: TreeChange[] } | { readonly value: unknown } | { readonly error: string }

/** The thread ends when it had nothing to do for so long; what it knows of the trees goes with it. */
const idleMs = 300_000

// The functions are handed over as text: a worker file of its own would have to be found in the sources, in the bundle
// and in the packaged application alike. Changes come in parts, because taking in a message blocks the receiver.
const source = `
const { parentPort, workerData } = require('node:worker_threads')
const disk = (${createTreeDisk.toString()})(require)
const search = (${createByteSearch.toString()})
const scanner = (${createTreeScanner.toString()})(require, disk, search, workerData)
const comparer = (${createTreeComparer.toString()})(require, disk, search, workerData)
function compare(job) {
  const manifest = scanner.manifest(job.manifest)
  if (manifest === null) return null
  let part = []
  const found = comparer.compare(job, manifest, (change) => {
    part.push(change)
    if (part.length < 200) return
    parentPort.postMessage({ part })
    part = []
  })
  parentPort.postMessage({ part })
  return found
}
function work(job) {
  if (job.kind === 'scan') return scanner.scan(job)
  if (job.kind === 'compare') return compare(job)
  if (job.kind === 'release') return scanner.release(job.manifest)
  return scanner.forget(job.manifests)
}
parentPort.on('message', (job) => {
  try {
    parentPort.postMessage({ value: work(job) })
  } catch (error) {
    parentPort.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
`

export function createTreeWorker({
  folder,
  clock,
  ids,
}: {
  readonly folder: string
  readonly clock: Clock
  readonly ids: Ids
}): TreeWorker {
  let worker: Worker | null = null
  let tail: Promise<unknown> = Promise.resolve()
  let cancelEnd = (): void => undefined
  /** How many were given a manifest that they still work with. */
  let users = 0

  const start = (): Worker => {
    const started = new Worker(source, {
      eval: true,
      execArgv: [],
      workerData: { folder, prefix: ids.next('change') },
    })
    // It keeps no process alive: what it writes counts only once a row names it.
    started.unref()
    return started
  }

  const run = (job: Job, changes: TreeChange[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const port = (worker ??= start())
      const onMessage = (message: Message): void => {
        if ('part' in message) {
          changes.push(...message.part)
          return
        }
        leave()
        if ('error' in message) reject(new Error(message.error))
        else resolve(message.value)
      }
      const onEnd = (error: unknown): void => {
        leave()
        worker = null
        reject(error instanceof Error ? error : new Error('The thread that keeps files ended.'))
      }
      const leave = (): void => {
        port.off('message', onMessage)
        port.off('error', onEnd)
        port.off('exit', onEnd)
        port.unref()
      }
      port.on('message', onMessage)
      port.on('error', onEnd)
      port.on('exit', onEnd)
      port.ref()
      port.postMessage(job)
    })

  const queue = <T>(job: Job, changes: TreeChange[] = []): Promise<T> => {
    cancelEnd()
    const done = tail.then(() => run(job, changes))
    tail = done.then(
      () => undefined,
      () => undefined,
    )
    void tail.then(() => {
      cancelEnd()
      cancelEnd = clock.after(idleMs, endIfIdle)
    })
    return done as Promise<T>
  }

  const endIfIdle = (): void => {
    if (users > 0 || worker === null) return
    const ending = worker
    worker = null
    void ending.terminate()
  }

  return {
    async scan(job) {
      const found = await queue<Scanned>({ kind: 'scan', ...job })
      if (found.kind === 'kept') users += 1
      return found
    },
    async compare(job) {
      const changes: TreeChange[] = []
      const found = await queue<Compared | null>({ kind: 'compare', ...job }, changes)
      return found === null ? null : { ...found, changes }
    },
    async release(manifest) {
      users = Math.max(0, users - 1)
      await queue({ kind: 'release', manifest })
    },
    forget: (manifests) => queue({ kind: 'forget', manifests }),
    async close() {
      await tail
      cancelEnd()
      await worker?.terminate()
      worker = null
    },
  }
}
