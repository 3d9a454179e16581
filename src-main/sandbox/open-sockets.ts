import { lstat, readFile, realpath } from 'node:fs/promises'
import type { BoxMount } from './box-mounts.ts'

/** More than any desktop has; each is a mount. */
const mostSockets = 300

/**
 * The sockets in the file system on which a program of this computer listens now, as far as a sandbox would see them: a
 * socket on a read-only file system can still be connected to, and what listens there (an agent of keys, a container
 * daemon in the home) acts outside. Those in folders that are emptied anyway are left out. `mounts`: inner ones last.
 */
export async function openSockets(
  mounts: readonly BoxMount[],
  emptied: readonly string[],
  table = '/proc/net/unix',
): Promise<BoxMount[]> {
  const lines = (await readFile(table, 'utf8').catch(() => '')).split('\n').slice(1)
  const paths = new Set(lines.flatMap((line) => /^(?:\S+\s+){7}(\/.*)$/.exec(line)?.[1] ?? []))
  const found = await Promise.all(
    [...paths].filter((path) => isSeen(path, mounts, emptied)).map(async (path) => realSocket(path)),
  )
  const seen = [...new Set(found.flat())].filter((path) => isSeen(path, mounts, emptied))
  return seen.slice(0, mostSockets).map((path) => ({ kind: 'hide-file', path }))
}

function isSeen(path: string, mounts: readonly BoxMount[], emptied: readonly string[]): boolean {
  const over = mounts.filter((mount) => isIn(mount.path, path)).at(-1)
  if (over !== undefined && over.path !== '/') return over.kind !== 'hide-folder' && over.kind !== 'hide-file'
  return !emptied.some((folder) => isIn(folder, path))
}

const isIn = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? folder : `${folder}/`)

/** Where it is by now; none where nobody can reach it, or another thing is there. */
async function realSocket(path: string): Promise<string[]> {
  const real = await realpath(path).catch(() => null)
  const stats = real === null ? null : await lstat(real).catch(() => null)
  return real !== null && stats?.isSocket() ? [real] : []
}
