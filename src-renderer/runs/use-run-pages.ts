import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Run } from '../../src-shared/domain/run.ts'
import { type Load, loading, ready } from '../stores/load.ts'
import { runsNewestFirst, runStore } from '../stores/run-store.ts'
import { fetchRuns, type Reach } from './fetch-runs.ts'
import { matchesFilter, type RunFilter } from './run-filter.ts'

interface Paging extends Reach {
  readonly filter: RunFilter
  readonly load: Load
}

export interface RunPages {
  readonly runs: readonly Run[]
  readonly load: Load
  readonly more: boolean
  /** Resolves to whether it worked. */
  loadMore(): Promise<boolean>
  retry(): void
}

const nothingYet: Reach = { nextBefore: null, reached: Infinity }

/** Until the first page is there, what the window happens to have is shown. */
const start = (filter: RunFilter): Paging => ({ filter, load: loading, nextBefore: null, reached: -Infinity })

/** The runs of a filter, newest first, page by page; what changes meanwhile comes from the store. */
export function useRunPages(filter: RunFilter): RunPages {
  const byId = runStore.use((state) => state.byId)
  const [kept, setPaging] = useState(() => start(filter))
  const paging = kept.filter === filter ? kept : start(filter)

  const fetch = useCallback(
    async (from: Reach): Promise<boolean> => {
      const result = await fetchRuns(filter, from)
      setPaging((now) => {
        // Pages of a filter that was left meanwhile brought their rows, but no longer say how far this list reaches.
        if (now.filter !== filter) return now
        if (result.ok) return { filter, load: ready, ...result.data }
        return from === nothingYet ? { ...start(filter), load: { kind: 'failed', error: result.error } } : now
      })
      return result.ok
    },
    [filter],
  )

  useEffect(() => {
    setPaging(start(filter))
    void fetch(nothingYet)
  }, [filter, fetch])

  const runs = useMemo(
    () =>
      runsNewestFirst(byId).filter((run) => matchesFilter(run, filter) && run.nominalAt >= paging.reached),
    [byId, filter, paging.reached],
  )
  return {
    runs,
    load: paging.load,
    more: paging.nextBefore !== null,
    loadMore: () => (paging.nextBefore === null ? Promise.resolve(true) : fetch(paging)),
    retry: () => {
      setPaging(start(filter))
      void fetch(nothingYet)
    },
  }
}
