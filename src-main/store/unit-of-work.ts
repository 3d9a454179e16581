import type { AppEvent, EventMap, EventName } from '../../src-shared/ipc/events.ts'
import type { EventBus } from '../platform/event-bus.ts'
import type { Logger } from '../platform/logger.ts'
import type { Database } from './database.ts'

/** What one transaction wants said and done once it is committed. */
export interface Work {
  /** Sends the event after commit, in the order of the calls; a later one about the same thing replaces nothing. */
  publish<E extends EventName>(event: E, data: EventMap[E]): void
  /** Runs after commit and after the events. It may fail or never run: whatever must happen has a row that says so. */
  afterCommit(effect: () => void): void
  /** Runs when nothing of the transaction is kept, newest first: for what was done outside of the database meanwhile. */
  ifUndone(undo: () => void): void
}

export interface UnitOfWork {
  /** One transaction. Throws what `fn` throws, with nothing kept and nothing said; `DiskFullError` on a full disk. */
  run<T>(fn: (work: Work) => T): T
}

/** Decide purely, commit once, tell after. */
export function createUnitOfWork(database: Database, bus: EventBus, logger: Logger): UnitOfWork {
  const each = (effects: readonly (() => void)[], complaint: string): void => {
    for (const effect of effects) {
      try {
        effect()
      } catch (error) {
        // The rows are committed, or are not: the caller must not take this for the outcome of what it did.
        logger.error(complaint, { error: String(error) })
      }
    }
  }
  return {
    run(fn) {
      const events: AppEvent[] = []
      const effects: (() => void)[] = []
      const undos: (() => void)[] = []
      const work: Work = {
        publish: (event, data) => events.push({ event, data } as AppEvent),
        afterCommit: (effect) => effects.push(effect),
        ifUndone: (undo) => undos.push(undo),
      }
      const commit = () => {
        try {
          return database.transaction(() => fn(work))
        } catch (error) {
          each(undos.toReversed(), 'what belongs to an undone transaction could not be undone')
          throw error
        }
      }
      const value = commit()
      for (const event of events) bus.publish(event)
      each(effects, 'an effect after a commit failed')
      return value
    },
  }
}
