import { createEventBus, type EventBus } from '../platform/event-bus.ts'
import { systemIds } from '../platform/ids.ts'
import { silentLogger } from '../platform/logger.ts'
import type { Core } from '../store/core.ts'
import { type Database, DiskFullError } from '../store/database.ts'
import { migrations } from '../store/migrations/migrations.ts'
import { openTestDatabase } from '../store/open-test-database.ts'
import { createStores } from '../store/stores.ts'
import { createUnitOfWork } from '../store/unit-of-work.ts'
import { createTestClock, type TestClock } from './test-clock.ts'

export interface TestCore extends Core {
  readonly clock: TestClock
  readonly bus: EventBus
  /** While it is true every transaction fails as on a full disk, with nothing kept. */
  diskIsFull: boolean
  close(): void
}

/** The rows and the sources of time and identity, over a real database in a temporary folder. */
export function createTestCore(): TestCore {
  const opened = openTestDatabase(migrations)
  const database: Database = {
    ...bound(opened.database),
    transaction: (fn) =>
      opened.database.transaction(() => {
        const value = fn()
        if (core.diskIsFull) throw new DiskFullError('The disk is full.')
        return value
      }),
  }
  const clock = createTestClock(Date.UTC(2026, 10, 21, 9))
  const bus = createEventBus((error) => {
    throw error
  })
  const core: TestCore = {
    stores: createStores(database),
    unitOfWork: createUnitOfWork(database, bus, silentLogger),
    clock,
    ids: systemIds(clock),
    logger: silentLogger,
    bus,
    diskIsFull: false,
    close: () => opened.close(),
  }
  return core
}

function bound(database: Database): Database {
  return {
    prepare: (sql) => database.prepare(sql),
    exec: (sql) => database.exec(sql),
    transaction: (fn) => database.transaction(fn),
    close: () => database.close(),
  }
}
