import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { checkDatabaseFile, type CheckOptions, type Verdict } from './check-database-file.ts'
import { copyDatabaseFile, type CopyOptions } from './copy-database-file.ts'
import { loadSqlite } from './load-sqlite.ts'

/** Work on a database in a thread of its own, with its own connection. */
export interface DatabaseWork<T> {
  /** Rejects with SQLite's error, its `errcode` kept. */
  readonly done: Promise<T>
  /** Asks it to give up. What runs inside SQLite ends first: a thread that is cut off there aborts the process. */
  stop(): void
}

type Answer =
  | { readonly value: Verdict }
  | { readonly error: { readonly message: string; readonly errcode: unknown; readonly code: unknown } }

// The functions are handed over as text: a worker file of its own would have to be found in the sources, in the bundle
// and in the packaged application alike.
const source = `
const { parentPort, workerData } = require('node:worker_threads')
const check = ${checkDatabaseFile.toString()}
const copy = ${copyDatabaseFile.toString()}
async function work({ driver, job, stop }) {
  if (job.copy) await copy(require, driver, job.copy, () => Atomics.load(stop, 0) === 1)
  return check(require, driver, job.check)
}
work(workerData)
  .then((value) => ({ value }), ({ message, errcode, code }) => ({ error: { message, errcode, code } }))
  .then((answer) => parentPort.postMessage(answer))
`

/** Checks a file where it does not hold up the main thread. */
export function checkInWorker(check: CheckOptions): DatabaseWork<Verdict> {
  return start({ check })
}

/** Copies a database that is in use, then checks the copy. */
export function copyInWorker(copy: CopyOptions): DatabaseWork<Verdict> {
  return start({ copy, check: { path: copy.to, immutable: true } })
}

/** The same check on the calling thread: 3 ms per MB instead of the 100 ms that a thread takes to start. */
export function checkHere(check: CheckOptions): Verdict {
  return checkDatabaseFile(createRequire(import.meta.url), loadSqlite().requirePath, check)
}

function start(job: { readonly copy?: CopyOptions; readonly check: CheckOptions }): DatabaseWork<Verdict> {
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(source, {
    eval: true,
    execArgv: [],
    workerData: { driver: loadSqlite().requirePath, job, stop },
  })
  const done = new Promise<Verdict>((resolve, reject) => {
    let answer: Answer | undefined
    worker.on('message', (message: Answer) => (answer = message))
    worker.on('error', reject)
    worker.on('exit', () => {
      if (answer === undefined)
        reject(new Error('The thread that worked on the database ended without an answer.'))
      else if ('error' in answer) reject(Object.assign(new Error(answer.error.message), answer.error))
      else resolve(answer.value)
    })
  })
  return { done, stop: () => void Atomics.store(stop, 0, 1) }
}
