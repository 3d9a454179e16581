import { realpath, stat } from 'node:fs/promises'
import { type BoxMount, boxMounts, type PathKind } from './box-mounts.ts'
import type { Confinement } from './sandbox.ts'

/** What a confinement comes to on the disk as it is now: links are followed, and what is not there is left out. */
export async function resolveConfinement(
  confinement: Pick<Confinement, 'writable' | 'readOnly' | 'hidden'>,
): Promise<readonly BoxMount[]> {
  const kinds = new Map<string, PathKind>()
  const real = async (paths: readonly string[]): Promise<string[]> => {
    const found = await Promise.all(
      paths.map(async (path) => {
        const target = await realpath(path).catch(() => null)
        if (target === null) return []
        const stats = await stat(target).catch(() => null)
        kinds.set(target, stats === null ? null : stats.isDirectory() ? 'folder' : 'file')
        return [target]
      }),
    )
    return found.flat()
  }
  const [writable, readOnly, hidden] = await Promise.all([
    real(confinement.writable),
    real(confinement.readOnly),
    real(confinement.hidden),
  ])
  return boxMounts({ writable, readOnly, hidden }, (path) => kinds.get(path) ?? null)
}
