import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProtectedPlace } from './protected-places.ts'

/** How deep below a writable folder protected files are looked for, and in how many folders at most. */
const deepest = 4
const mostFolders = 5000

/** Names of folders that are not looked into: they are large, and nothing runs what is protected in them. */
const passedOver: ReadonlySet<string> = new Set(['node_modules', 'objects', '.venv', 'target', '.cache'])

/** What those paths really are that exist. */
export async function existingOf(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => realpath(path).catch(() => null)))
  return found.filter((path) => path !== null)
}

/**
 * What is protected by its names below `roots`, looked for four folders deep and in at most 5,000 folders; deeper ones are
 * protected from tools, but not from a command. A folder whose whole content is protected is named itself.
 */
export async function protectedBelow(
  roots: readonly string[],
  kindOf: (path: string) => Pick<ProtectedPlace, 'secret'> | null,
): Promise<{
  readonly secret: string[]
  readonly readOnly: string[]
  readonly gitFolders: string[]
  readonly folders: string[]
}> {
  const found = {
    secret: [] as string[],
    readOnly: [] as string[],
    gitFolders: [] as string[],
    folders: [] as string[],
  }
  let level = [...roots]
  let folders = 0
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const below: string[] = []
    for (const folder of level) {
      if (folders === mostFolders) return found
      folders += 1
      found.folders.push(folder)
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        // A link cannot be kept as it is; what it leads to is protected where that is.
        if (entry.isSymbolicLink()) continue
        const path = join(folder, entry.name)
        const kind = kindOf(path)
        // A `.git` folder has to stay writable, or git could do nothing. A `.git` file could lead git anywhere.
        const isGitFolder = entry.isDirectory() && entry.name.toLowerCase().endsWith('.git')
        if (isGitFolder) found.gitFolders.push(path)
        if (kind !== null && !isGitFolder) (kind.secret ? found.secret : found.readOnly).push(path)
        else if (entry.isDirectory() && !passedOver.has(entry.name)) below.push(path)
      }
    }
    level = below
  }
  return found
}
