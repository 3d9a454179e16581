import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Logger } from '../platform/logger.ts'
import type { Stores } from './stores.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** What every service stands on: the rows, the one way to change them, and the sources of time and identity. */
export interface Core {
  readonly stores: Stores
  readonly unitOfWork: UnitOfWork
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
}
