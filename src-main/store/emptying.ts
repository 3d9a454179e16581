import type { Core } from './core.ts'
import { writeInSlices } from './write-in-slices.ts'

/** What leaves the search index makes it longer first: so many pages of it are merged after so many steps. */
const mergedPages = 8
const stepsBeforeMerge = 8

/** Takes the rows of hidden conversations away, a slice at a time. What is left at the end is taken away after the next start. */
export interface Emptying {
  /** Those that a crash or a quit left. */
  start(): void
  /** Resolves when nothing is left of it, or when it was stopped. Never rejects. */
  readonly empty: (conversationId: string) => Promise<void>
  stop(): Promise<void>
}

export function createEmptying({
  stores,
  unitOfWork,
  logger,
}: Pick<Core, 'stores' | 'unitOfWork' | 'logger'>): Emptying {
  const stopping = new AbortController()
  let last: Promise<void> = Promise.resolve()

  let steps = 0
  const takeAway = (id: string): boolean => {
    steps += 1
    if (steps % stepsBeforeMerge === 0) stores.searchIndex.merge(mergedPages)
    return stores.conversations.takeAway(id)
  }
  const empty = (id: string): Promise<void> => {
    last = last
      .then(() => writeInSlices(unitOfWork, () => takeAway(id), stopping.signal))
      .catch((error: unknown) =>
        logger.error('what is left of a conversation could not be removed', { error: String(error) }),
      )
    return last
  }

  return {
    start() {
      for (const id of stores.conversations.hidden()) void empty(id)
    },
    empty,
    async stop() {
      stopping.abort()
      await last
    },
  }
}
