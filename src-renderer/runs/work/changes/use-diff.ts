import { useEffect, useState } from 'react'
import type { FileChange } from '../../../../src-shared/domain/file-change.ts'
import type { CallRef } from '../../../../src-shared/domain/tool-step.ts'
import type { RouteOutput } from '../../../../src-shared/ipc/contract.ts'
import type { Result } from '../../../../src-shared/ipc/result.ts'
import { call } from '../../../transport/call.ts'
import { createQueue } from './request-queue.ts'

export type DiffResult = Result<RouteOutput<'changes.diff'>>

/** So many diffs are asked for at a time: a list of a thousand files must not keep the main process busy. */
const queue = createQueue(3)

/** The diff of one changed file; asked for once it is `wanted`, and again when the file is another. `null`: not here yet. */
export function useDiff(change: FileChange, ref: CallRef | undefined, wanted: boolean): DiffResult | null {
  const [diff, setDiff] = useState<{ readonly key: string; readonly result: DiffResult } | null>(null)
  const { turnId, path, before, after } = change
  const { messageId, toolUseId } = ref ?? {}
  const key = [turnId, path, before?.hash, after?.hash, messageId, toolUseId].join('\n')
  useEffect(() => {
    if (!wanted) return
    return queue(
      () =>
        call('changes.diff', {
          turnId,
          path,
          ...(messageId !== undefined && toolUseId !== undefined && { call: { messageId, toolUseId } }),
        }),
      (result) => setDiff({ key, result }),
    )
  }, [wanted, key, turnId, path, messageId, toolUseId])
  return diff?.key === key ? diff.result : null
}
