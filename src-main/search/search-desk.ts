import { parseSearch } from '../../src-shared/search/parse-search.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { badInput, unavailable } from '../platform/route-failure.ts'
import type { SearchPage, SearchQuery, SearchStore } from '../store/search-store.ts'
import { createLatestFirst } from './latest-first.ts'
import type { SearchThread } from './search-thread.ts'

const dayMs = 86_400_000

/** The clock on the wall of a zone; a wall time is written as the instant that has the same reading in UTC. */
export interface WallClock {
  wallAt(instant: number): number
  instantOf(wall: number): number
}

export interface SearchRequest {
  readonly text: string
  readonly within: 'all' | 'chats' | 'runs'
  readonly before: number | null
  readonly limit: number
  /** Who asks: a newer search of the same one takes the place of one that still waits. `null`: nobody's place is taken. */
  readonly asker: string | null
}

export interface SearchDesk {
  /** Rejects with `bad_input` for a filter that was not understood, with `conflict` for a search that a newer one replaced, with `unavailable` after `stop`. */
  query(request: SearchRequest): Promise<SearchPage>
  stop(): Promise<void>
}

/** Search as people type it. `thread` does the work where there is one; where it fails, the main thread does. */
export function createSearchDesk(parts: {
  readonly store: Pick<SearchStore, 'query'>
  readonly thread: SearchThread | null
  /** Of the system's zone. */
  readonly wall: () => WallClock
  readonly clock: Clock
  readonly logger: Logger
}): SearchDesk {
  const { store, thread, wall, clock, logger } = parts
  const inTurn = createLatestFirst()
  let stopped = false
  const goOn = (): void => {
    if (stopped) throw unavailable('Dormouse is quitting.')
  }

  const look = async (query: SearchQuery): Promise<SearchPage> => {
    goOn()
    if (thread === null) return store.query(query)
    try {
      return await thread.query(query)
    } catch (error) {
      // The main thread is needed for the end, and the database goes with it.
      goOn()
      logger.warn('a search was done on the main thread', { error: String(error) })
      return store.query(query)
    }
  }

  return {
    query({ text, within, before, limit, asker }) {
      const { wallAt, instantOf } = wall()
      const reading = parseSearch(text, Math.floor(wallAt(clock.now()) / dayMs))
      if (reading.kind === 'refused') return Promise.reject(badInput(reading.message))
      const { search } = reading
      const start = (day: number | null): number | null => (day === null ? null : instantOf(day * dayMs))
      const query = {
        search,
        within,
        after: start(search.fromDay),
        until: start(search.untilDay),
        before,
        limit,
      }
      return inTurn(asker, () => look(query))
    },
    async stop() {
      stopped = true
      await thread?.stop()
    },
  }
}
