import { mkdir, rename, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import type { ProtectedPlace } from './protected-places.ts'
import { protectedBelow } from './protected-walk.ts'

/** A protected file that a command made, and where it was put. */
export interface PutAside {
  readonly path: string
  readonly to: string
}

/** What git writes when it makes a worktree or a submodule: a repository of its own, like one that was cloned. */
const gitPointers: ReadonlySet<string> = new Set(['.git', 'gitdir', 'commondir'])

type KindOf = (path: string) => Pick<ProtectedPlace, 'secret'> | null

/**
 * Looks at what is protected below `roots` now, before a command that may write there. What it returns looks again
 * afterwards and renames what the command made anew, as a sandbox can keep only what exists as it is. What came with a
 * repository that the command made (`git clone`) stays: it is that repository's own. Keys that it made stay as well.
 */
export async function watchProtected(
  roots: readonly string[],
  kindOf: KindOf,
): Promise<() => Promise<PutAside[]>> {
  const before = await protectedBelow(roots, kindOf)
  const known = new Set(before.readOnly)
  return async () => {
    const after = await protectedBelow(roots, kindOf)
    const pointers = after.readOnly.filter((path) => gitPointers.has(basename(path)) && !known.has(path))
    const newRepositories = [...after.gitFolders, ...pointers.filter((path) => basename(path) === '.git')]
      .filter((folder) => !before.gitFolders.includes(folder))
      .map((folder) => `${dirname(folder)}${sep}`)
    const made = after.readOnly.filter(
      (path) =>
        !known.has(path) &&
        !pointers.includes(path) &&
        !newRepositories.some((repository) => path.startsWith(repository)),
    )
    const moved: PutAside[] = []
    for (const path of made) {
      const to = await freeName(path)
      // One that is gone by now is no trouble.
      await rename(path, to).then(
        () => moved.push({ path, to }),
        () => undefined,
      )
    }
    return moved
  }
}

async function freeName(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = `${path}.put-aside${number === 1 ? '' : `-${number}`}`
    const isTaken = await stat(name).then(
      () => true,
      () => false,
    )
    if (!isTaken) return name
  }
}

/** Gives each repository its folder for hooks, so that it is there to be kept as it is. */
export async function makeHookFolders(gitFolders: readonly string[]): Promise<string[]> {
  const made = await Promise.all(
    gitFolders.map(async (folder) => {
      const isRepository = await stat(join(folder, 'HEAD')).catch(() => null)
      if (!isRepository?.isFile()) return []
      const hooks = join(folder, 'hooks')
      return mkdir(hooks).then(
        () => [hooks],
        () => [],
      )
    }),
  )
  return made.flat()
}
