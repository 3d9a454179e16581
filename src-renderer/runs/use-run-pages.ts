import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Run } from '../../src-shared/domain/run.ts'
import { type Load, loading, ready } from '../stores/load.ts'
import { runPageSize, runsNewestFirst, runStore } from '../stores/run-store.ts'
import { call } from '../transport/call.ts'
import { matchesFilter, type RunFilter, statusesOf } from './run-filter.ts'

interface Paging {
  readonly filter: RunFilter
  readonly load: Load
  /** Cursor of the next older page; `null` when all are loaded. */
  readonly nextBefore: number | null
  /** Runs due before this instant belong to pages that are not loaded yet. */
  readonly reached: number
}

export interface RunPages {
  readonly runs: readonly Run[]
  readonly load: Load
  readonly more: boolean
  /** Resolves to whether it worked. */
  loadMore(): Promise<boolean>
  retry(): void
}

const start = (filter: RunFilter): Paging => ({ filter, load: loading, nextBefore: null, reached: -Infinity })

/** A backfilled run is new and due long ago, so it does not say how far back a page reaches. */
function reachedBy(runs: readonly Run[]): number {
  return (runs.findLast((run) => run.origin !== 'backfill') ?? runs.at(-1))?.nominalAt ?? -Infinity
}

/** The runs of a filter, newest first, page by page; what changes meanwhile comes from the store. */
export function useRunPages(filter: RunFilter): RunPages {
  const byId = runStore.use((state) => state.byId)
  const [kept, setPaging] = useState(() => start(filter))
  const paging = kept.filter === filter ? kept : start(filter)

  const fetch = useCallback(
    async (before: number | null): Promise<boolean> => {
      const statuses = statusesOf(filter.group)
      return runStore.fetchMore(async () => {
        const page = await call('runs.list', {
          limit: runPageSize,
          ...(before !== null && { before }),
          ...(filter.scheduleId !== null && { scheduleId: filter.scheduleId }),
          ...(statuses && { status: [...statuses] }),
        })
        setPaging((now) => {
          // A page of a filter that was left meanwhile brings its rows, but no longer says how far this list reaches.
          if (now.filter !== filter) return now
          if (!page.ok)
            return before === null ? { ...start(filter), load: { kind: 'failed', error: page.error } } : now
          const { runs, nextBefore } = page.data
          return {
            filter,
            load: ready,
            nextBefore,
            reached: nextBefore === null ? -Infinity : reachedBy(runs),
          }
        })
        return page.ok ? { ok: true, data: page.data.runs } : page
      })
    },
    [filter],
  )

  useEffect(() => {
    setPaging(start(filter))
    void fetch(null)
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
    loadMore: () => (paging.nextBefore === null ? Promise.resolve(true) : fetch(paging.nextBefore)),
    retry: () => {
      setPaging(start(filter))
      void fetch(null)
    },
  }
}
