// Imports a file into a data folder, and kills itself with SIGKILL right after the commit that it is told.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../platform/clock.ts'
import { createEventBus } from '../../platform/event-bus.ts'
import { systemIds } from '../../platform/ids.ts'
import { silentLogger } from '../../platform/logger.ts'
import { createBlobStore } from '../../store/blob-store.ts'
import { createEmptying } from '../../store/emptying.ts'
import { migrations } from '../../store/migrations/migrations.ts'
import { openDatabase } from '../../store/open-database.ts'
import { createStores } from '../../store/stores.ts'
import { createUnitOfWork, type UnitOfWork } from '../../store/unit-of-work.ts'
import { keepAttachment } from '../attachments/keep-attachment.ts'
import { createTranscriptDesk } from '../transcripts/transcript-desk.ts'

const [dataDir = '', file = '', killAfter = ''] = process.argv.slice(2)
const opened = await openDatabase({
  folder: dataDir,
  migrations,
  clock: systemClock,
  logger: silentLogger,
})
const bus = createEventBus(() => undefined)
const ids = systemIds(systemClock)
const real = createUnitOfWork(opened.database, bus, silentLogger)
let commits = 0
const unitOfWork: UnitOfWork = {
  run(fn) {
    const value = real.run(fn)
    commits += 1
    if (String(commits) === killAfter) {
      // At once: what stays in a buffer dies with the process.
      writeSync(1, 'killed\n')
      process.kill(process.pid, 'SIGKILL')
    }
    return value
  },
}
const blobs = createBlobStore(join(dataDir, 'blobs'), ids)
const core = {
  stores: createStores(opened.database),
  unitOfWork,
  clock: systemClock,
  ids,
  logger: silentLogger,
}
const desk = createTranscriptDesk(core, {
  blobs,
  keep: (given) => keepAttachment(given, { blobs, clock: systemClock }),
  hasConnection: () => true,
  defaultConnection: () => 'practice',
  whyNotWrite: () => null,
  empty: createEmptying(core).empty,
})
await desk.import(file)
writeSync(1, `imported in ${commits}\n`)
await opened.close()
