import { constants } from 'node:fs'
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises'
import { fileRefusal, ToolRefusal } from '../tool-refusal.ts'
import type { LocatedPath } from './working-directory.ts'

type Found = Pick<LocatedPath, 'real' | 'shown'>

/** Opens a regular file for reading. Refuses everything else (pipes, devices, sockets, folders) without waiting on it. */
export async function openRegularFile({ real, shown }: Found): Promise<FileHandle> {
  let handle: FileHandle | undefined
  try {
    // Looked at before it is opened, because opening a device can already do something.
    requireRegular(await lstat(real), shown)
    // No link is followed and no pipe is waited on, should the file have been swapped since.
    handle = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const opened = await handle.stat()
    requireRegular(opened, shown)
    await requireUnmoved({ real, shown })
    const present = await lstat(real)
    if (present.ino !== opened.ino || present.dev !== opened.dev) throw changed(shown)
    return handle
  } catch (error) {
    await handle?.close()
    throw fileRefusal(error, shown)
  }
}

/** Refuses when a folder on the way has become a link since the path was located. */
export async function requireUnmoved({ real, shown }: Found): Promise<void> {
  if ((await realpath(real)) !== real) throw changed(shown)
}

/** Refuses what is no regular file. */
export function requireRegular(stats: { isFile(): boolean; isDirectory(): boolean }, shown: string): void {
  if (stats.isFile()) return
  if (stats.isDirectory())
    throw new ToolRefusal(`"${shown}" is a folder. Use list_directory to see what is in it.`)
  throw new ToolRefusal(`"${shown}" is not a regular file (a pipe, socket or device), so it is left alone.`)
}

/** What is done to a path that is not what it was when it was looked at. */
export function changed(shown: string): ToolRefusal {
  return new ToolRefusal(`"${shown}" changed just now, while it was being used. Look at it again.`)
}
