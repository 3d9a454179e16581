import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** How deep and in how many folders other names of protected files are looked for. */
const deepest = 4
const mostFolders = 5000

/**
 * Other names, below `roots`, of these files: hard links, which a sandbox would let be written although the file is protected
 * elsewhere. Nothing is looked for where none of the files has a second name, which is the rule.
 */
export async function otherNamesOf(files: readonly string[], roots: readonly string[]): Promise<string[]> {
  const wanted = new Set((await Promise.all(files.map(idOfLinked))).filter((id) => id !== null))
  if (wanted.size === 0) return []
  const found: string[] = []
  let level = [...roots]
  let folders = 0
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const below: string[] = []
    for (const folder of level) {
      if (folders++ === mostFolders) return found
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) below.push(path)
        else if (entry.isFile()) {
          const id = await idOfLinked(path)
          if (id !== null && wanted.has(id)) found.push(path)
        }
      }
    }
    level = below
  }
  return found
}

/** What a file with several names is; `null` for everything else. */
async function idOfLinked(path: string): Promise<string | null> {
  const stats = await lstat(path, { bigint: true }).catch(() => null)
  return stats?.isFile() && stats.nlink > 1n ? `${stats.dev}:${stats.ino}` : null
}
