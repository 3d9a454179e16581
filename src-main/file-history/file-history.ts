import type { FileChange, FileState, UndoState } from '../../src-shared/domain/file-change.ts'
import type { CallRef } from '../../src-shared/domain/tool-step.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { Core } from '../store/core.ts'

/** A path that a call is about to change. `intended`: what it will be; left out where that is not known before. */
export interface PlannedChange {
  /** Absolute and real but for its last step. */
  readonly path: string
  readonly intended?: FileState | null
}

/** Keeps what one call changes. `before…` resolves when the old bytes and the row that says so are on the disk. */
export interface FileKeeper {
  before(changes: readonly PlannedChange[]): Promise<void>
  /** For commands and servers, which change what they like: everything below `root`, up to a limit. */
  beforeTree(root: string): Promise<void>
  /** What it came to. `unkept` says in words what cannot be undone. Call it also when the work failed. */
  after(): Promise<{ readonly changes: readonly FileChange[]; readonly unkept: string | null }>
}

/** What is known of a call that a crash interrupted, from the files themselves. */
export type Interruption =
  | { readonly kind: 'done' | 'not-done' }
  /** Files were changed, and nobody can say whether all of it was done. */
  | { readonly kind: 'changed'; readonly shown: readonly string[] }
  | { readonly kind: 'unknown' }

export interface FileHistory {
  /** `root`: the working directory, for how paths are shown. */
  keeper(call: CallRef & { readonly turnId: string }, root: string): FileKeeper
  /** Closes what a crash left open for this call, and says what is known of it. Idempotent. */
  settle(call: CallRef & { readonly turnId: string }): Promise<Interruption>
  list(
    turnId: string,
    call?: CallRef,
  ): { readonly files: FileChange[]; readonly undo: UndoState; readonly undoneAt: number | null }
  diff(
    turnId: string,
    path: string,
    call?: CallRef,
  ): Promise<{ readonly diff: string | null; readonly why: string | null }>
  check(turnId: string): Promise<{ conflicts: { path: string; shown: string; why: string }[] }>
  undo(turnId: string): Promise<{ restored: number }>
  redo(turnId: string): Promise<{ restored: number }>
  status(): Promise<{ keptBytes: number; keptFiles: number }>
  /** Removes the oldest kept bytes past the limit of the settings. */
  prune(): Promise<void>
}

export function createFileHistory(
  _core: Core,
  _parts: { readonly blobs: BlobStore; readonly settings: Pick<SettingsStore, 'get'> },
): FileHistory {
  return {
    keeper: () => ({
      before: () => Promise.resolve(),
      beforeTree: () => Promise.resolve(),
      after: () => Promise.resolve({ changes: [], unkept: null }),
    }),
    settle: () => Promise.resolve({ kind: 'unknown' }),
    list: () => ({ files: [], undo: 'none', undoneAt: null }),
    diff: () => Promise.resolve({ diff: null, why: null }),
    check: () => Promise.resolve({ conflicts: [] }),
    undo: () => Promise.resolve({ restored: 0 }),
    redo: () => Promise.resolve({ restored: 0 }),
    status: () => Promise.resolve({ keptBytes: 0, keptFiles: 0 }),
    prune: () => Promise.resolve(),
  }
}
