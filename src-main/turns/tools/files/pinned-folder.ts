import { constants, existsSync } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errorCode } from '../../../platform/error-code.ts'
import { changed } from './open-regular-file.ts'

/** A folder that is held open, so that a link put in its place meanwhile redirects nothing. */
export interface PinnedFolder {
  /** A path to `name` in this very folder, for calls of this process. */
  at(name: string): string
  /** Refuses when its path leads elsewhere by now. */
  requireUnmoved(): Promise<void>
  /** Makes renames in it last. */
  sync(): Promise<void>
  close(): Promise<void>
}

const handles = '/proc/self/fd'
const canReachByHandle = process.platform === 'linux' && existsSync(handles)

/**
 * Holds the folder with the real path `real`; with `make`, folders that are missing on the way are made, each in the one
 * above it. Where the system does not reach files by the handle of their folder (outside Linux) its path is only looked at
 * again before and after, which leaves a moment. Refuses when it is not there, or is not what `real` says.
 */
export async function pinFolder(real: string, shown: string, make = false): Promise<PinnedFolder> {
  const handle = await openFolder(real, real, shown).catch(async (error: unknown) => {
    if (!make || errorCode(error) !== 'ENOENT' || dirname(real) === real) throw error
    const above = await pinFolder(dirname(real), shown, make)
    try {
      await mkdir(above.at(basename(real))).catch((reason: unknown) => {
        if (errorCode(reason) !== 'EEXIST') throw reason
      })
      await above.sync()
      return await openFolder(above.at(basename(real)), real, shown)
    } finally {
      await above.close()
    }
  })
  const folder = handle && canReachByHandle ? `${handles}/${handle.fd}` : real
  return {
    at: (name) => join(folder, name),
    requireUnmoved: async () => {
      if ((await realpath(real).catch(() => null)) !== real) throw changed(shown)
      if (handle === null) return
      const [held, present] = await Promise.all([handle.stat(), lstat(real)])
      if (held.ino !== present.ino || held.dev !== present.dev) throw changed(shown)
    },
    sync: async () => handle?.sync(),
    close: async () => handle?.close(),
  }
}

/** `null` on Windows, which opens no folders. */
async function openFolder(path: string, real: string, shown: string): Promise<FileHandle | null> {
  if (process.platform === 'win32') {
    if ((await realpath(path)) !== real) throw changed(shown)
    return null
  }
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  try {
    // The kernel's own word on where the folder is that is held now.
    const is = canReachByHandle ? await readlink(`${handles}/${handle.fd}`) : await realpath(path)
    if (is !== real) throw changed(shown)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}
