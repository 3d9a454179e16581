import type { FileBlobs } from '../store/blob-store.ts'
import type { Core } from '../store/core.ts'
import type { FileState } from '../../src-shared/domain/file-change.ts'
import { rowsInSlices } from './turn-changes.ts'
import type { TreeWorker } from './tree-worker.ts'

/**
 * Removes bytes that nothing points to, and past `mostBytes` those that the oldest turns can be undone with: such a turn
 * can be undone as a whole or not at all. Nobody may be keeping anything meanwhile.
 */
export async function pruneKept(
  { stores, unitOfWork }: Core,
  parts: { readonly blobs: FileBlobs; readonly trees: TreeWorker | null; readonly mostBytes: number },
): Promise<void> {
  const { blobs, trees, mostBytes } = parts
  const wanted = new Set<string>(stores.attachments.blobs())
  const manifests = stores.changes.unfinished().flatMap((set) => set.trees.map(({ manifest }) => manifest))
  let bytes = 0
  let isFull = false
  for (const turnId of stores.changes.turns()) {
    const sets = stores.changes.ofTurn(turnId)
    const isOpen = sets.some(({ state }) => state !== 'closed')
    const its = new Map<string, number>()
    // How files were left is wanted for diffs only, and goes with the rest.
    for (const set of sets)
      for await (const { before, after, kept } of rowsInSlices(stores, set.id))
        for (const state of [before, after])
          if (kept && hasBytes(state, wanted)) its.set(state.hash, state.bytes)
    const sum = [...its.values()].reduce((all, each) => all + each, 0)
    // The newest turns first: once one does not fit, no older one is kept.
    isFull ||= bytes + sum > mostBytes
    if (isFull && !isOpen) {
      unitOfWork.run(() => {
        for (const set of sets) stores.changes.forgetBytes(set.id)
      })
      continue
    }
    bytes += sum
    for (const hash of its.keys()) wanted.add(hash)
  }
  await blobs.sweep((hash) => wanted.has(hash))
  await trees?.forget(manifests)
}

function hasBytes(state: FileState | null, wanted: ReadonlySet<string>): state is FileState {
  return state !== null && state.hash !== '' && !wanted.has(state.hash)
}
