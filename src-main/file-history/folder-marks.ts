import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Which folders are looked at, so that a root with thousands costs nothing. */
const mostFolders = 500

/** By name: what a folder right below a root was, so that a change in it can be noticed. */
export type FolderMarks = ReadonlyMap<string, string>

/**
 * A mark of every folder right below `root`. It tells that entries came or went in the folder itself or one below, or that it
 * is gone. What is not kept (`.git`, what git ignores) is noticed by it only: the bytes of its files are not looked at.
 */
export async function markFolders(root: string): Promise<FolderMarks> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory()).slice(0, mostFolders)
  const marks = await Promise.all(
    folders.map(async ({ name }) => {
      const path = join(root, name)
      const below = await readdir(path, { withFileTypes: true }).catch(() => [])
      const inner = below.filter((entry) => entry.isDirectory() || name === '.git').slice(0, mostFolders)
      const stamps = await Promise.all([path, ...inner.map((entry) => join(path, entry.name))].map(stampOf))
      return [name, stamps.join(' ')] as const
    }),
  )
  return new Map(marks)
}

async function stampOf(path: string): Promise<string> {
  const stats = await lstat(path, { bigint: true }).catch(() => null)
  return stats === null ? '-' : `${stats.ino}:${stats.mtimeNs}`
}

/** Folders that changed although none of the changed paths is in them; `changed` are relative to the root, with `/`. */
export function changedFolders(
  before: FolderMarks,
  after: FolderMarks,
  changed: readonly string[],
): string[] {
  const seen = new Set(changed.map((path) => path.split('/', 1)[0]))
  return [...before.keys()].filter((name) => before.get(name) !== after.get(name) && !seen.has(name))
}
