import { create } from 'zustand'

/** The items that were picked for an action on all of them. */
export const useSelection = create<ReadonlySet<string>>()(() => new Set())

export function toggleSelected(id: string): void {
  useSelection.setState((before) => {
    const next = new Set(before)
    if (!next.delete(id)) next.add(id)
    return next
  }, true)
}

export function selectAll(ids: readonly string[]): void {
  useSelection.setState(new Set(ids), true)
}

export function clearSelection(): void {
  if (useSelection.getState().size > 0) useSelection.setState(new Set(), true)
}
