import type { FileChange } from '../../src-shared/domain/file-change.ts'
import { DiskFullError } from '../store/database.ts'
import type { Core } from '../store/core.ts'
import type { ChangeRecorder, Owner } from './change-recorder.ts'
import type { FileKeeper } from './file-history.ts'
import { netChangesInSlices } from './turn-changes.ts'

/** Keeps what one call changes, in one set whose rows are on the disk before the call does anything. */
export function createFileKeeper(core: Core, recorder: ChangeRecorder, owner: Owner): FileKeeper {
  const { stores, logger } = core
  let setId: string | null = null
  return {
    async before(changes) {
      setId = await recorder.plan(setId, owner, changes)
    },
    async beforeTree(root) {
      setId = await recorder.planTree(setId, owner, root)
    },
    async after() {
      if (setId === null) return { changes: [], unkept: null }
      try {
        // Who called it says so, once the result is written down too.
        const set = await recorder.close(setId, { tell: false })
        if (set === undefined) return { changes: [], unkept: null }
        const net = await netChangesInSlices(stores, [set])
        const { turnId } = owner
        const changes = net.map((change): FileChange => ({ ...change, calls: [...change.calls], turnId }))
        return { changes, unkept: set.unkept }
      } catch (error) {
        if (error instanceof DiskFullError) throw error
        // What was done stays done, and its result must not be lost over this. The set stays open for the next start.
        logger.error('what a call changed could not be written down', { error: String(error) })
        return {
          changes: [],
          unkept: 'What it changed could not be written down, so it cannot be undone yet.',
        }
      }
    },
  }
}
