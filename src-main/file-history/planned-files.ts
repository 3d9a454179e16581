import { lstat, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PlannedChange } from './file-history.ts'
import { isAbsence } from './look-at.ts'

/** What is below a folder: files and links by their size, and folders. No link is followed. */
export interface FolderContent {
  readonly files: readonly { readonly path: string; readonly bytes: number }[]
  readonly folders: readonly string[]
  /** There is more than `most` files. */
  readonly isCut: boolean
}

/** Everything below a folder, git's own files and those of packages too: it goes or comes as a whole. */
export async function filesBelow(folder: string, most: number): Promise<FolderContent> {
  const files: { path: string; bytes: number }[] = []
  const folders: string[] = []
  const todo = [folder]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    folders.push(next)
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      const path = join(next, entry.name)
      if (entry.isDirectory()) todo.push(path)
      else if (files.length >= most) return { files, folders, isCut: true }
      else files.push({ path, bytes: (await lstat(path).catch(() => null))?.size ?? 0 })
    }
  }
  return { files, folders, isCut: false }
}

/** The folders on the way to these paths that are not there yet. */
export async function missingFolders(changes: readonly PlannedChange[]): Promise<string[]> {
  const known = new Map<string, boolean>()
  for (const { path } of changes) {
    for (let folder = dirname(path); !known.has(folder); folder = dirname(folder)) {
      known.set(folder, await isThere(folder))
      if (known.get(folder) === true) break
    }
  }
  return [...known].filter(([, there]) => !there).map(([folder]) => folder)
}

/** A file in the place of a folder is no folder: whoever writes below it has to take it away first. */
async function isThere(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory()
  } catch (error) {
    return !isAbsence(error)
  }
}
