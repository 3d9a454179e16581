import type { Logger } from '../platform/logger.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { SearchIndexStore } from '../store/search-index-store.ts'
import type { UnitOfWork } from '../store/unit-of-work.ts'

/** Characters of one slice, at about 60 ns each, and messages. */
const sliceCharacters = 60_000
const sliceMessages = 200

/**
 * Puts into the search index what is not in it yet, newest first, in slices of a few milliseconds. It goes on at the next
 * start where it was stopped. A failure is logged, and what is missing is tried again then.
 */
export function createSearchIndexFilling(parts: {
  readonly store: SearchIndexStore
  readonly unitOfWork: UnitOfWork
  readonly logger: Logger
}): { start(): void; stop(): void; readonly done: Promise<void> } {
  const { store, unitOfWork, logger } = parts
  let stopped = false
  let finish: () => void = () => undefined
  const done = new Promise<void>((resolve) => (finish = resolve))

  const fill = async (): Promise<void> => {
    try {
      while (!stopped && store.isFilling()) {
        unitOfWork.run(() => store.fill(sliceMessages, sliceCharacters))
        await yieldToEvents()
      }
    } catch (error) {
      logger.warn('older messages could not be made searchable', { error: String(error) })
    }
    finish()
  }

  return {
    start: () => void fill(),
    stop: () => (stopped = true),
    done,
  }
}
