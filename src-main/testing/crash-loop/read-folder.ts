import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** What lies in a folder: by relative path what it is, its permission bits and its content. Nothing where there is none. */
export async function readFolder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const mode = ((await lstat(path)).mode & 0o777).toString(8)
      const content = entry.isSymbolicLink()
        ? `link to ${await readlink(path)}`
        : entry.isFile()
          ? `file ${mode}: ${await readFile(path, 'utf8')}`
          : `folder ${mode}`
      return [relative(folder, path), content] as const
    }),
  )
  return Object.fromEntries(found.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
