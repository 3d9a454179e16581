import type { FileChange } from '../../src-shared/domain/file-change.ts'
import type { ToolStep } from '../../src-shared/domain/tool-step.ts'
import type { RouteOutput } from '../../src-shared/ipc/contract.ts'

/** The part of a fake main process that is about what turns did. */
export interface WorkWorld {
  steps: ToolStep[]
  /** Whole outputs by `outputKey`. */
  outputs: Map<string, Uint8Array>
  changes: FileChange[]
  /** Diffs by the path of the file. */
  diffs: Map<string, string>
  /** When the changes of a turn were undone. */
  undoneAt: Map<string, number>
  /** What stands in the way of an undo, by turn. */
  conflicts: Map<string, RouteOutput<'changes.check'>['conflicts']>
}

export function emptyWorkWorld(): WorkWorld {
  return {
    steps: [],
    outputs: new Map(),
    changes: [],
    diffs: new Map(),
    undoneAt: new Map(),
    conflicts: new Map(),
  }
}

export function outputKey({ messageId, toolUseId }: { messageId: string; toolUseId: string }): string {
  return `${messageId} ${toolUseId}`
}
