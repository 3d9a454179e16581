import type { Logger } from '../platform/logger.ts'
import type { SearchIndexStore } from '../store/search-index-store.ts'
import type { UnitOfWork } from '../store/unit-of-work.ts'
import { writeInSlices } from '../store/write-in-slices.ts'

/** Messages of one step, and characters: some tenths of a millisecond, whatever they say. */
const stepMessages = 5
const stepCharacters = 4000

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
  const stopping = new AbortController()
  const step = (): boolean => {
    store.fill(stepMessages, stepCharacters)
    return store.isFilling()
  }
  let finish: () => void = () => undefined
  const done = new Promise<void>((resolve) => (finish = resolve))

  const fill = async (): Promise<void> => {
    try {
      if (store.isFilling()) await writeInSlices(unitOfWork, step, stopping.signal)
    } catch (error) {
      logger.warn('older messages could not be made searchable', { error: String(error) })
    }
    finish()
  }

  return {
    start: () => void fill(),
    stop: () => stopping.abort(),
    done,
  }
}
