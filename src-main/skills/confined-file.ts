import { constants } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { badInput, notFound } from '../platform/route-failure.ts'

const mostFiles = 200
const deepest = 4

/**
 * The text of a file in a folder, read through symlinks only as far as they stay inside. Rejects with a `RouteFailure` for
 * one that is outside, missing, no file, larger than `mostBytes`, or not text.
 */
export async function readConfined(folder: string, file: string, mostBytes: number): Promise<string> {
  const shown = JSON.stringify(file.slice(0, 200))
  const outside = (): Error =>
    badInput(`${shown} is outside of the skill’s folder. Give a path relative to it.`)
  if (file.includes('\0') || isAbsolute(file)) throw outside()
  const missing = (error: NodeJS.ErrnoException): never => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw notFound(`There is no file ${shown} in the skill’s folder.`)
    throw badInput(`${shown} cannot be read (${error.code ?? 'unknown'}).`)
  }
  const root = await realpath(folder).catch(missing)
  const real = await realpath(join(root, file)).catch(missing)
  if (!isBelow(root, real)) throw outside()
  // A pipe would be waited for, and what takes its place after the check may not be a link.
  const handle = await open(
    real,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  ).catch(missing)
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) throw badInput(`${shown} is no file.`)
    // A link that was put on the way meanwhile leads to another file.
    const now = await realpath(real)
      .then((path) => stat(path))
      .catch(missing)
    if (now.ino !== stats.ino || now.dev !== stats.dev || !isBelow(root, await realpath(real)))
      throw outside()
    if (stats.size > mostBytes) throw badInput(`${shown} is larger than ${mostBytes / 1000} KB.`)
    const bytes = await handle.readFile()
    if (bytes.includes(0)) throw badInput(`${shown} is not text.`)
    return bytes.toString('utf8')
  } finally {
    await handle.close()
  }
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** The files of a folder with `/`, in order; hidden ones, links and what lies too deep or too far are left out. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = []
  const look = async (below: string, depth: number): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => [])
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (found.length === mostFiles) return
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isFile()) found.push(path)
      else if (entry.isDirectory() && depth < deepest) await look(path, depth + 1)
    }
  }
  await look('', 1)
  return found
}
