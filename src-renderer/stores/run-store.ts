import { create } from 'zustand'
import type { Run, RunEvent } from '../../src-shared/domain/run.ts'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'

export const runStore = createEntityStore<Run>()

interface RunPaging {
  /** What to give as `before` for older runs; `null` when all are loaded. */
  readonly nextBefore: number | null
  /** The timelines of the runs that were opened, each in order. */
  readonly events: ReadonlyMap<string, readonly RunEvent[]>
}

const firstPaging: RunPaging = { nextBefore: null, events: new Map() }
export const useRunPaging = create<RunPaging>()(() => firstPaging)

export const runPageSize = 100

/** The newest page of runs. */
export function loadRuns(): Promise<boolean> {
  return runStore.fetchFirst(async () => {
    const page = await call('runs.list', { limit: runPageSize })
    if (!page.ok) return page
    useRunPaging.setState({ nextBefore: page.data.nextBefore })
    return { ok: true, data: page.data.runs }
  })
}

export async function loadMoreRuns(): Promise<boolean> {
  const before = useRunPaging.getState().nextBefore
  if (before === null) return true
  return runStore.fetchMore(async () => {
    const page = await call('runs.list', { limit: runPageSize, before })
    if (!page.ok) return page
    useRunPaging.setState({ nextBefore: page.data.nextBefore })
    return { ok: true, data: page.data.runs }
  })
}

/** Loads one run with its timeline; from then on its events are kept. Resolves to the error to show, or `null`. */
export async function openRun(id: string): Promise<RouteError | null> {
  useRunPaging.setState((state) => ({ events: new Map(state.events).set(id, state.events.get(id) ?? []) }))
  let error: RouteError | null = null
  await runStore.fetchMore(async () => {
    const result = await call('runs.get', { id })
    if (!result.ok) {
      error = result.error
      return result
    }
    const { events, ...run } = result.data
    mergeRunEvents(id, events)
    return { ok: true, data: [run] }
  })
  return error
}

/** Applies an event of the timeline of a run that was opened; the others' are not kept. */
export function applyRunEvent(event: RunEvent): void {
  if (useRunPaging.getState().events.has(event.runId)) mergeRunEvents(event.runId, [event])
}

function mergeRunEvents(runId: string, more: readonly RunEvent[]): void {
  useRunPaging.setState((state) => {
    const byId = new Map((state.events.get(runId) ?? []).map((event) => [event.id, event]))
    for (const event of more) byId.set(event.id, event)
    return {
      events: new Map(state.events).set(
        runId,
        [...byId.values()].toSorted((a, b) => a.id - b.id),
      ),
    }
  })
}

/** Newest first: by the instant the run was due. */
export function runsNewestFirst(byId: ReadonlyMap<string, Run>): readonly Run[] {
  return [...byId.values()].toSorted((a, b) => b.nominalAt - a.nominalAt || (a.id < b.id ? 1 : -1))
}

export function resetRunPaging(): void {
  useRunPaging.setState(firstPaging, true)
}
