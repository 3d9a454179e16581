import { lstat, mkdir, rename, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { isPlainGitFile } from './new-repository.ts'
import type { ProtectedPlace } from './protected-places.ts'
import { protectedBelow } from './protected-walk.ts'

/** A protected file that a command made, and where it was put. */
export interface PutAside {
  readonly path: string
  readonly to: string
}

type KindOf = (path: string) => Pick<ProtectedPlace, 'secret'> | null

/**
 * Looks at what is protected below `roots` now, before a command that may write there. What it returns looks again
 * afterwards and renames what the command made anew, as a sandbox can keep only what exists as it is. What git makes by
 * itself stays, where it runs nothing; so does what is in a folder that came with a repository of its own (`git clone`).
 * Keys that a command made stay as well. `places` are protected by where they are; those below `roots`.
 */
export async function watchProtected(
  roots: readonly string[],
  kindOf: KindOf,
  places: readonly string[],
): Promise<() => Promise<PutAside[]>> {
  const look = async () => ({
    ...(await protectedBelow(roots, kindOf)),
    places: (await Promise.all(places.map(async (path) => ((await isThere(path)) ? [path] : [])))).flat(),
  })
  const before = await look()
  const known = new Set([...before.readOnly, ...before.places])
  const wasFolder = new Set(before.folders)
  return async () => {
    const after = await look()
    const cloned = after.gitFolders
      .map((folder) => dirname(folder))
      .filter((folder) => !wasFolder.has(folder) && !roots.includes(folder))
    const isCloned = (path: string): boolean =>
      cloned.some((folder) => path.startsWith(`${folder}${sep}`)) && !isGits(path)
    const moved: PutAside[] = []
    for (const path of [...after.places, ...after.readOnly]) {
      if (known.has(path) || isCloned(path) || (isGits(path) && (await isPlainGitFile(path)))) continue
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

/** Git's own files are judged by what they hold, wherever they are. */
function isGits(path: string): boolean {
  return path.split(sep).some((step) => step.toLowerCase().endsWith('.git'))
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

async function freeName(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = `${path}.put-aside${number === 1 ? '' : `-${number}`}`
    if (!(await isThere(name))) return name
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
