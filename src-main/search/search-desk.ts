import type { InboxFilter, InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { parseSearch } from '../../src-shared/search/parse-search.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { badInput, unavailable } from '../platform/route-failure.ts'
import type { InboxPage, InboxReader } from '../store/inbox-reader.ts'
import type { SearchPage, SearchStore } from '../store/search-store.ts'
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
  /** Items of the inbox that hold the words of `page`. Rejects with `unavailable` after `stop`. */
  inbox(filter: InboxFilter, page: InboxPage): Promise<InboxItem[]>
  stop(): Promise<void>
}

/** Search as people type it. `thread` does the work where there is one; where it fails, the main thread does. */
export function createSearchDesk(parts: {
  readonly store: Pick<SearchStore, 'query'>
  readonly items: Pick<InboxReader, 'list'>
  readonly thread: SearchThread | null
  /** Of the system's zone. */
  readonly wall: () => WallClock
  readonly clock: Clock
  readonly logger: Logger
}): SearchDesk {
  const { store, items, thread, wall, clock, logger } = parts
  const inTurn = createLatestFirst()
  let stopped = false
  const goOn = (): void => {
    if (stopped) throw unavailable('Dormouse is quitting.')
  }

  const look = async <T>(there: (thread: SearchThread) => Promise<T>, here: () => T): Promise<T> => {
    goOn()
    if (thread === null) return here()
    try {
      return await there(thread)
    } catch (error) {
      // The main thread is needed for the end, and the database goes with it.
      goOn()
      logger.warn('a search was done on the main thread', { error: String(error) })
      return here()
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
      return inTurn(asker, () =>
        look(
          (there) => there.query(query),
          () => store.query(query),
        ),
      )
    },
    inbox: (filter, page) =>
      look(
        (there) => there.inbox(filter, page),
        () => items.list(filter, page),
      ),
    async stop() {
      stopped = true
      await thread?.stop()
    },
  }
}
