import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Clock } from '../platform/clock.ts'
import type { InboxFilter, InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { unavailable } from '../platform/route-failure.ts'
import type { InboxPage } from '../store/inbox-reader.ts'
import { loadSqlite } from '../store/load-sqlite.ts'
import type { SearchPage, SearchQuery } from '../store/search-store.ts'
import type { SearchAnswer, SearchJob, SearchWorkerData } from './search-messages.ts'

const idleMs = 60_000

/** Searches in a thread of its own with its own connection: a query that finds little in much takes long. */
export interface SearchThread {
  /** Rejects when the thread failed; the next query starts a new one. */
  query(query: SearchQuery): Promise<SearchPage>
  /** The same for items of the inbox. */
  inbox(filter: InboxFilter, page: InboxPage): Promise<InboxItem[]>
  /** Resolves when the thread is gone. What it works on is finished first: cut off inside SQLite it would abort the process. */
  stop(): Promise<void>
  /** Threads that have not ended yet. */
  alive(): number
}

interface Running {
  readonly worker: Worker
  readonly gone: Promise<void>
  settle: ((answer: SearchAnswer) => void) | null
}

/** Started with the first query, ended after a minute without one. `script`: the bundle of search-worker.ts. */
export function createSearchThread(parts: {
  readonly script: string
  readonly path: string
  readonly clock: Clock
}): SearchThread {
  const { script, path, clock } = parts
  const alive = new Set<Running>()
  let running: Running | null = null
  let cancelIdle: () => void = () => undefined
  let queue: Promise<unknown> = Promise.resolve()
  let stopped = false

  const start = (): Running => {
    const workerData: SearchWorkerData = { driver: loadSqlite().requirePath, path }
    const worker = new Worker(script, { workerData, execArgv: [], env: {} })
    const started: Running = {
      worker,
      gone: new Promise((resolve) => {
        worker.once('exit', () => {
          alive.delete(started)
          if (running === started) running = null
          started.settle?.({ kind: 'failed', message: 'The thread of the search ended.' })
          resolve()
        })
      }),
      settle: null,
    }
    worker.on('message', (answer: SearchAnswer) => started.settle?.(answer))
    worker.on('error', (error) => started.settle?.({ kind: 'failed', message: String(error) }))
    worker.unref()
    alive.add(started)
    running = started
    return started
  }

  const end = (): void => {
    const ending = running
    // A query that comes now gets a thread of its own.
    running = null
    ending?.worker.postMessage({ kind: 'end' } satisfies SearchJob)
  }

  const ask = async (job: SearchJob): Promise<SearchAnswer> => {
    if (stopped) throw unavailable('Dormouse is quitting.')
    cancelIdle()
    const thread = running ?? start()
    const answer = await new Promise<SearchAnswer>((resolve) => {
      thread.settle = resolve
      thread.worker.postMessage(job)
    })
    thread.settle = null
    cancelIdle = clock.after(idleMs, end)
    if (answer.kind === 'failed') throw new Error(answer.message)
    return answer
  }
  const inTurn = (job: SearchJob): Promise<SearchAnswer> => {
    const asked = queue.then(() => ask(job))
    queue = asked.catch(() => undefined)
    return asked
  }

  return {
    async query(query) {
      const answer = await inTurn({ kind: 'query', query })
      return answer.kind === 'found' ? answer.page : wrong()
    },
    async inbox(filter, page) {
      const answer = await inTurn({ kind: 'inbox', filter, page })
      return answer.kind === 'items' ? answer.items : wrong()
    },
    async stop() {
      stopped = true
      await queue
      cancelIdle()
      end()
      await Promise.all([...alive].map(({ gone }) => gone))
    },
    alive: () => alive.size,
  }
}

function wrong(): never {
  throw new Error('The thread of the search answered something else.')
}

/**
 * The bundle that the build puts beside the application in `bin`, outside of a package's archive: no thread starts from
 * inside of it. `null` for the sources themselves, which no thread can run.
 */
export function searchScript(from: string = import.meta.url): string | null {
  const folder = dirname(fileURLToPath(from)).replace(/([\\/]app\.asar)(?=[\\/]|$)/, '$1.unpacked')
  const places = [join(folder, 'bin', 'search-worker.mjs'), join(folder, '..', 'bin', 'search-worker.mjs')]
  return places.find((path) => existsSync(path)) ?? null
}
