import { chmod, lstat, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes sure that `path` is a folder of this user that nobody else may enter (mode 0700), and makes it if it is
 * missing. Rejects when it belongs to somebody else: whoever owns the folder decides what is in it.
 */
export async function ensurePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await requireOwnFolder(path)
  if (((await stat(path)).mode & 0o777) !== 0o700) await chmod(path, 0o700)
}

/** Rejects when `path`, or the link that it is, belongs to another user. */
export async function requireOwnFolder(path: string): Promise<void> {
  const uid = process.getuid?.()
  if (uid === undefined) return
  // A system administrator may work in the folder of a user, but in /tmp anybody could have made it beforehand.
  if (uid === 0 && dirname(path) !== '/tmp') return
  for (const look of [lstat, stat]) {
    if ((await look(path)).uid !== uid)
      throw new Error(`The folder ${path} belongs to another user. Remove it, or choose another data folder.`)
  }
}
