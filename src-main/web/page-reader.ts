import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { PageJob, PageText } from './read-page.ts'
import { WebRefusal } from './web-refusal.ts'

/** Makes text of what came. Rejects with a `WebRefusal`, or with the signal's reason as soon as it aborts. */
export type PageReader = (job: PageJob, signal: AbortSignal) => Promise<PageText>

/** Of a page's own thread, in megabytes: enough for the largest page that is fetched, and no more. */
const mostMemoryMb = 512

/** Reads in a thread of its own, made from the bundle at `path`: a page may be made to take minutes or all memory. */
export function threadedReader(path: string): PageReader {
  return (job, signal) =>
    new Promise((resolve, reject) => {
      // Its own copy, so that handing it over takes nothing from anybody.
      const bytes = new Uint8Array(job.bytes)
      const worker = new Worker(path, {
        workerData: { ...job, bytes },
        transferList: [bytes.buffer],
        resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
        execArgv: [],
        env: {},
      })
      const stop = (): void => {
        reject(signal.reason)
        void worker.terminate()
      }
      worker.once('message', (text: PageText) => resolve(text))
      worker.once('error', () => reject(unreadable()))
      worker.once('exit', () => {
        signal.removeEventListener('abort', stop)
        reject(unreadable())
      })
      signal.addEventListener('abort', stop, { once: true })
      if (signal.aborted) stop()
    })
}

function unreadable(): WebRefusal {
  return new WebRefusal('The page is too large or too tangled to be read. Look for the same on another page.')
}

/**
 * The reader of this build. Sources have no bundle and no thread could run them, so there it reads where it is called:
 * that is for tests.
 */
export function createPageReader(from: string = import.meta.url): PageReader {
  const path = bundledWorker(from)
  if (path !== null) return threadedReader(path)
  if (!from.endsWith('.ts')) return () => Promise.reject(incomplete())
  return async (job, signal) => {
    const { readPage } = await import('./read-page.ts')
    signal.throwIfAborted()
    try {
      return readPage(job)
    } catch {
      throw unreadable()
    }
  }
}

function incomplete(): WebRefusal {
  return new WebRefusal('A part of Dormouse is missing: page-worker.mjs. Install it again.')
}

/** Beside the bundle in `bin`, outside of a package's archive: no thread starts from inside of it. */
function bundledWorker(from: string): string | null {
  const folder = dirname(fileURLToPath(from)).replace(/([\\/]app\.asar)(?=[\\/]|$)/, '$1.unpacked')
  const places = [join(folder, 'bin', 'page-worker.mjs'), join(folder, '..', 'bin', 'page-worker.mjs')]
  return places.find((path) => existsSync(path)) ?? null
}
