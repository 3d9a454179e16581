import type { FileState } from '../../src-shared/domain/file-change.ts'

/**
 * Whether two looks at a path found the same. Of a file that is too large to be read only the size is known; that is
 * compared instead.
 */
export function sameState(one: FileState | null, other: FileState | null): boolean {
  if (one === null || other === null) return one === other
  return sameContent(one, other) && one.mode === other.mode
}

/** The same without the permission bits. */
export function sameContent(one: FileState, other: FileState): boolean {
  if (one.kind !== other.kind) return false
  return one.hash === '' || other.hash === '' ? one.bytes === other.bytes : one.hash === other.hash
}
