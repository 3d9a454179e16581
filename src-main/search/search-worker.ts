import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { createIncidentStore } from '../store/incident-store.ts'
import { createInboxReader } from '../store/inbox-reader.ts'
import { createQuestionStore } from '../store/question-store.ts'
import { createSearchStore } from '../store/search-store.ts'
import { readOnlyDatabase } from './read-only-database.ts'
import type { SearchAnswer, SearchJob, SearchWorkerData } from './search-messages.ts'

// The entry of a thread. The build makes one file of it and all that it uses (scripts/bundled-workers.ts).
const { driver, path } = workerData as SearchWorkerData
const database = readOnlyDatabase(createRequire(import.meta.url)(driver), path)
const store = createSearchStore(database)
const inbox = createInboxReader(database, createQuestionStore(database), createIncidentStore(database))

parentPort?.on('message', (job: SearchJob) => {
  if (job.kind === 'end') {
    database.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(answer(job))
})

function answer(job: Exclude<SearchJob, { kind: 'end' }>): SearchAnswer {
  try {
    if (job.kind === 'inbox') return { kind: 'items', items: inbox.list(job.filter, job.page) }
    return { kind: 'found', page: store.query(job.query) }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}
