import type { FileState } from '../../src-shared/domain/file-change.ts'
import type { CallRef } from '../../src-shared/domain/tool-step.ts'
import type { ChangeRow, ChangeSet } from '../store/change-store.ts'
import { mostFileBytes } from './file-limits.ts'
import { sameState } from './same-state.ts'

/** What became of one path over several sets: how it was first, and how it was left last. */
export interface NetChange {
  readonly path: string
  readonly shown: string
  readonly calls: readonly CallRef[]
  readonly before: FileState | null
  readonly after: FileState | null
  /** Whether it can be put back, and what is put aside for that can be kept. */
  readonly kept: boolean
  readonly at: number
}

export interface NetChanges {
  /** In the order in which they happened. */
  add(set: ChangeSet, row: ChangeRow): void
  /** A path that is again as it was first is no change. Sorted by path. */
  result(): NetChange[]
}

export function createNetChanges(): NetChanges {
  const paths = new Map<string, NetChange>()
  return {
    add({ call, at }, { path, shown, before, after, kept }) {
      const earlier = paths.get(path)
      const calls = call === null ? [] : [call]
      if (earlier === undefined) paths.set(path, { path, shown, calls, before, after, kept, at })
      else paths.set(path, { ...earlier, calls: [...earlier.calls, ...calls], after, at })
    },
    result() {
      const changed = [...paths.values()].filter(({ before, after }) => !sameState(before, after))
      return changed
        .map((change) => ({ ...change, kept: change.kept && isKeepable(change.after) }))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    },
  }
}

function isKeepable(state: FileState | null): boolean {
  return state === null || (state.hash !== '' && state.bytes <= mostFileBytes)
}
