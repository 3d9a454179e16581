import { create } from 'zustand'
import type { Result } from '../../src-shared/ipc/result.ts'
import { type Load, loading, ready } from './load.ts'

export interface EntityState<T> {
  readonly load: Load
  readonly byId: ReadonlyMap<string, T>
}

export type EntityStore<T extends { readonly id: string }> = ReturnType<typeof createEntityStore<T>>

/**
 * A store of rows by id, fed by events and by fetches in any order. Events and replies reach a window in the order in
 * which the main process sent them, so what an event said while a fetch was under way is at least as new as the reply:
 * it wins. That is why a window opened late ends up with the same rows as one that was there all the time.
 */
export function createEntityStore<T extends { readonly id: string }>() {
  const initial: EntityState<T> = { load: loading, byId: new Map() }
  const use = create<EntityState<T>>()(() => initial)
  const underWay = new Set<Map<string, T | null>>()

  function note(id: string, entity: T | null): void {
    for (const said of underWay) said.set(id, entity)
  }

  async function fetch(
    request: () => Promise<Result<readonly T[]>>,
    how: { readonly replace: boolean; readonly marksLoad: boolean },
  ): Promise<boolean> {
    if (how.marksLoad && use.getState().load.kind === 'failed') use.setState({ load: loading })
    const said = new Map<string, T | null>()
    underWay.add(said)
    const result = await request()
    underWay.delete(said)
    if (!result.ok) {
      const load: Load = { kind: 'failed', error: result.error }
      if (how.marksLoad) use.setState((state) => (state.load.kind === 'ready' ? state : { load }))
      return false
    }
    const byId = new Map(how.replace ? [] : use.getState().byId)
    for (const entity of result.data) byId.set(entity.id, entity)
    for (const [id, entity] of said) {
      if (entity === null) byId.delete(id)
      else byId.set(id, entity)
    }
    use.setState(how.marksLoad ? { load: ready, byId } : { byId })
    return true
  }

  return {
    /** The hook; `use.getState()` outside components. */
    use,
    /** Applies an event that carries the row. */
    put(entity: T): void {
      note(entity.id, entity)
      use.setState((state) => ({ byId: new Map(state.byId).set(entity.id, entity) }))
    },
    /** Applies an event that says the row is gone. */
    remove(id: string): void {
      note(id, null)
      use.setState((state) => {
        const byId = new Map(state.byId)
        byId.delete(id)
        return { byId }
      })
    },
    /**
     * The first load of a set that is always loaded whole: the reply replaces everything. Resolves to whether it
     * worked; a failure is in `load` unless something was loaded before.
     */
    fetchAll: (request: () => Promise<Result<readonly T[]>>): Promise<boolean> =>
      fetch(request, { replace: true, marksLoad: true }),
    /** The first load of a set that is loaded in parts, such as the newest page: what is there stays. */
    fetchFirst: (request: () => Promise<Result<readonly T[]>>): Promise<boolean> =>
      fetch(request, { replace: false, marksLoad: true }),
    /** A further part: an older page, or the rows of one conversation. `load` does not change. */
    fetchMore: (request: () => Promise<Result<readonly T[]>>): Promise<boolean> =>
      fetch(request, { replace: false, marksLoad: false }),
    reset(): void {
      underWay.clear()
      use.setState(initial, true)
    },
  }
}
