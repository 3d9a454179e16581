import { parentPort, workerData } from 'node:worker_threads'
import { type PageJob, readPage } from './read-page.ts'

// The entry of a thread. The build makes one file of it and all that it uses (scripts/bundled-workers.ts).
parentPort?.postMessage(readPage(workerData as PageJob))
