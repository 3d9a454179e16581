import { readFile, realpath } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isInside } from '../files/working-directory.ts'

/** The repository of a git worktree, and where in it git writes. `repository`: `null` where there is none outside. */
export interface GitFolders {
  readonly repository: string | null
  readonly writable: readonly string[]
}

const none: GitFolders = { repository: null, writable: [] }

/**
 * What a commit in a git worktree needs outside of it: to see the repository, and to write the worktree's own part of it,
 * the objects and the branches; not its configuration and hooks. Nothing where `folder` is no worktree.
 *
 * What the `.git` file says is believed only when the repository, which no command in the worktree can write to, points
 * back: else the file could be changed to name any folder as writable.
 */
export async function gitFolders(folder: string): Promise<GitFolders> {
  const link = await text(join(folder, '.git'))
  const named = /^gitdir: (.+)$/m.exec(link)?.[1]
  if (named === undefined) return none
  const own = await real(resolve(folder, named))
  const back = own === null ? null : await real(dirname((await text(join(own, 'gitdir'))).trim()))
  if (own === null || back !== folder || isInside(folder, own)) return none
  const repository = await real(resolve(own, (await text(join(own, 'commondir'))).trim()))
  if (repository === null || dirname(own) !== join(repository, 'worktrees')) return none
  const shared = ['objects', 'refs', 'logs'].map((name) => join(repository, name))
  // A link among them would make writable what it leads to.
  const kept = await Promise.all(shared.map(async (path) => ((await real(path)) === path ? [path] : [])))
  return { repository, writable: [own, ...kept.flat()] }
}

const text = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')
const real = (path: string): Promise<string | null> => realpath(path).catch(() => null)
