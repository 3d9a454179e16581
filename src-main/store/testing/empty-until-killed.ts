// Takes the rows of hidden conversations away, and kills itself with SIGKILL right after the commit that it is told.
import { writeSync } from 'node:fs'
import { systemClock } from '../../platform/clock.ts'
import { createEventBus } from '../../platform/event-bus.ts'
import { silentLogger } from '../../platform/logger.ts'
import { createEmptying } from '../emptying.ts'
import { migrations } from '../migrations/migrations.ts'
import { openDatabase } from '../open-database.ts'
import { createStores } from '../stores.ts'
import { createUnitOfWork, type UnitOfWork } from '../unit-of-work.ts'

const [folder = '', killAfter = ''] = process.argv.slice(2)
const { database } = await openDatabase({ folder, migrations, clock: systemClock, logger: silentLogger })
const bus = createEventBus(() => undefined)
const real = createUnitOfWork(database, bus, silentLogger)
let commits = 0
const unitOfWork: UnitOfWork = {
  run(fn) {
    const value = real.run(fn)
    commits += 1
    if (commits === Number(killAfter)) {
      // At once: what stays in a buffer dies with the process.
      writeSync(1, 'killed\n')
      process.kill(process.pid, 'SIGKILL')
    }
    return value
  },
}
createEmptying({ stores: createStores(database), unitOfWork, logger: silentLogger }).start()
