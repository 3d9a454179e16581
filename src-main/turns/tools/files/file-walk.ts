import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { shownPath, type LocatedPath } from './working-directory.ts'

/** Folders that hold what others wrote or what tools derive; a search of them is asked for by their path. */
const skippedFolders: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn'])
/** Of one folder; more would take long to sort. */
const mostEntries = 20_000

/**
 * The regular files below `start`, folder by folder in the order of their names. Links are not followed, so the walk
 * cannot leave or go round. Folders that cannot be read are passed over.
 */
export async function* walkFiles(
  root: string,
  start: string,
  signal: AbortSignal,
): AsyncGenerator<LocatedPath> {
  const folders = [start]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const below: string[] = []
    for (const entry of await sortedEntries(folder, signal)) {
      const real = join(folder, entry.name)
      if (entry.isFile()) yield { real, shown: shownPath(root, real) }
      else if (entry.isDirectory() && !skippedFolders.has(entry.name)) below.push(real)
    }
    folders.push(...below.toReversed())
  }
}

async function sortedEntries(folder: string, signal: AbortSignal): Promise<Dirent[]> {
  const entries: Dirent[] = []
  try {
    for await (const entry of await opendir(folder, { bufferSize: 256 })) {
      signal.throwIfAborted()
      if (entries.length === mostEntries) break
      entries.push(entry)
    }
  } catch {
    signal.throwIfAborted()
  }
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
