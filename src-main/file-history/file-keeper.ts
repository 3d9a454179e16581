import { relative, sep } from 'node:path'
import type { FileChange } from '../../src-shared/domain/file-change.ts'
import { DiskFullError } from '../store/database.ts'
import type { Core } from '../store/core.ts'
import type { ChangeRecorder, Owner } from './change-recorder.ts'
import type { FileKeeper } from './file-history.ts'
import { changedFolders, type FolderMarks, markFolders } from './folder-marks.ts'
import { netChangesInSlices } from './turn-changes.ts'
import { joinWords, leftOutFolders } from './unkept-words.ts'

/** Keeps what one call changes, in one set whose rows are on the disk before the call does anything. */
export function createFileKeeper(core: Core, recorder: ChangeRecorder, owner: Owner): FileKeeper {
  const { stores, logger } = core
  let setId: string | null = null
  let tree: { readonly root: string; readonly marks: FolderMarks } | null = null
  /** What changed and is not kept: repositories and what git ignores. */
  const leftOut = async (changes: readonly FileChange[]): Promise<string | null> => {
    if (tree === null) return null
    const { root, marks } = tree
    const paths = changes.map(({ path }) => relative(root, path).split(sep).join('/'))
    return leftOutFolders(changedFolders(marks, await markFolders(root), paths))
  }
  return {
    async before(changes) {
      setId = await recorder.plan(setId, owner, changes)
    },
    async beforeTree(root) {
      setId = await recorder.planTree(setId, owner, root)
      tree = { root, marks: await markFolders(root) }
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
        return { changes, unkept: joinWords([set.unkept, await leftOut(changes)]) }
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
