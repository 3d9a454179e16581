import type { Run } from '../../src-shared/domain/run.ts'
import type { RouteOutput } from '../../src-shared/ipc/contract.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { runPageSize, runStore } from '../stores/run-store.ts'
import { call } from '../transport/call.ts'
import { type RunFilter, statusesOf } from './run-filter.ts'

/** How far the pages of a list have come. */
export interface Reach {
  /** Cursor of the next page; `null` when all are loaded. */
  readonly nextBefore: number | null
  /** Runs due before this instant (epoch milliseconds) may have others above them that are not loaded yet. */
  readonly reached: number
}

/** So many pages are asked for in one go; a list that is still not shown any further asks again. */
const mostPages = 20

/** The latest instant at which a run's row can have been written; `Infinity` where the row does not tell. */
function writtenBy({ startedAt, endedAt, origin, reasonCode, nominalAt }: Run): number {
  const madeUpFor = origin === 'backfill' || reasonCode !== null
  return startedAt ?? endedAt ?? (madeUpFor ? Infinity : nominalAt)
}

async function fetchPage(
  filter: RunFilter,
  before: number | null,
): Promise<Result<RouteOutput<'runs.list'>>> {
  const statuses = statusesOf(filter.group)
  const request = call('runs.list', {
    limit: runPageSize,
    ...(before !== null && { before }),
    ...(filter.scheduleId !== null && { scheduleId: filter.scheduleId }),
    ...(statuses && { status: [...statuses] }),
    ...(filter.reason !== null && { reason: filter.reason }),
  })
  await runStore.fetchMore(async () => {
    const page = await request
    return page.ok ? { ok: true, data: page.data.runs } : page
  })
  return request
}

/**
 * Loads the next page of a filter into the store, and further ones until there is more to show.
 *
 * Pages hold rows in the order in which they were written, and lists show runs by when they were due. A row is written once
 * it is due, so whatever is not loaded yet was due before the earliest row of the pages was written: among runs due later
 * than that nothing is missing. After a night asleep a whole page may have been due before all of it was written; nothing
 * of it can be shown before the next.
 */
export async function fetchRuns(filter: RunFilter, from: Reach): Promise<Result<Reach>> {
  let { nextBefore, reached } = from
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await fetchPage(filter, nextBefore)
    if (!page.ok) return page
    const { runs } = page.data
    nextBefore = page.data.nextBefore
    reached = nextBefore === null ? -Infinity : Math.min(reached, ...runs.map(writtenBy))
    const shown = runs.some((run) => run.nominalAt >= reached)
    if (nextBefore === null || shown) break
  }
  return { ok: true, data: { nextBefore, reached } }
}
