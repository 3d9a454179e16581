import type { Core } from '../store/core.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** Git worktrees of runs whose schedule asks for one of its own. */
export interface Worktrees {
  /**
   * The folder in which the run works: the worktree's counterpart of `folder`. Made at the first call, found again
   * later. Rejects with a sentence when `folder` is in no git repository.
   */
  folderFor(runId: string, folder: string): Promise<string>
  /** After the run's end: commits what it left as a branch and removes the worktree. Idempotent, for restarts too. */
  finish(runId: string): Promise<void>
  /** Finishes every ended run whose worktree is still there. */
  sweep(): Promise<void>
}

export function createWorktrees(
  _core: Core,
  _parts: { readonly folder: string; readonly sandbox: Sandbox },
): Worktrees {
  return {
    folderFor: (_runId, folder) => Promise.resolve(folder),
    finish: () => Promise.resolve(),
    sweep: () => Promise.resolve(),
  }
}

/** Whether the run's schedule asks for a worktree of the run's own. */
export function wantsWorktree(_stores: Core['stores'], _runId: string): boolean {
  return false
}
