import type { FileState } from '../../src-shared/domain/file-change.ts'
import type { ChangeOutcome, ChangeRow } from '../store/change-store.ts'
import type { Found } from './look-at.ts'
import { sameContent, sameState } from './same-state.ts'

/** A planned path, and what is there now. */
export interface Looked {
  readonly row: ChangeRow
  readonly found: Found
}

/**
 * What is known of a call from the files themselves. Of a command nobody can say that it was done: only that it changed
 * something.
 */
export function changeOutcome(
  planned: readonly Looked[],
  tree: { readonly isKept: boolean; readonly changes: number },
): ChangeOutcome {
  const isAsBefore = planned.every(({ row, found }) =>
    isState(found, (state) => sameState(state, row.before)),
  )
  if (tree.isKept) return tree.changes > 0 || !isAsBefore ? 'changed' : 'unknown'
  if (planned.length === 0) return 'unknown'
  if (planned.every(({ row, found }) => isState(found, (state) => isIntended(state, row)))) return 'done'
  return isAsBefore ? 'not-done' : 'changed'
}

function isState({ kind, ...found }: Found, check: (state: FileState | null) => boolean): boolean {
  if (kind === 'absent') return check(null)
  return kind === 'state' && 'state' in found && check(found.state)
}

/** The bits of a new file depend on the system, so they count only where nothing else was to change. */
function isIntended(state: FileState | null, { before, intended }: ChangeRow): boolean {
  if (intended === undefined) return false
  if (state === null || intended === null) return state === intended
  const isOnlyMode = before !== null && sameContent(before, intended) && before.mode !== intended.mode
  return sameContent(state, intended) && (!isOnlyMode || state.mode === intended.mode)
}
