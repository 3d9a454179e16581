import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readlink, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../store/durable-rename.ts'
import { isAbsence } from './look-at.ts'

/** A folder that is the very one its path names, with no link on the way. */
export interface RealFolder {
  /** The path of something in it, by which nothing outside can be reached whatever the folder's path leads to by now. */
  at(name: string): string
  sync(): Promise<void>
  close(): Promise<void>
}

/** Thrown when a folder, or one on the way to it, is a link by now. */
export class FolderMoved extends Error {
  override readonly name = 'FolderMoved'
}

/**
 * Opens a folder by its real path. `null`: it is not there. Rejects with `FolderMoved` when the path leads elsewhere. On
 * Linux what is reached through it stays in this folder even when it is moved; elsewhere the path was looked at just now.
 */
export async function openRealFolder(path: string): Promise<RealFolder | null> {
  try {
    if (process.platform !== 'linux') {
      if ((await realpath(path)) !== path) throw new FolderMoved(path)
      return { at: (name) => join(path, name), sync: () => syncFolder(path), close: () => Promise.resolve() }
    }
    const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
    return await held(folder, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') throw new FolderMoved(path)
    // With these flags a link says ENOTDIR too, and so does a file on the way: neither is the folder.
    if (isAbsence(error)) return (await isMoved(path)) ? Promise.reject(new FolderMoved(path)) : null
    throw error
  }
}

/** The same; makes what is missing on the way. */
export async function makeRealFolder(path: string): Promise<RealFolder> {
  const found = await openRealFolder(path)
  if (found !== null) return found
  const parent = dirname(path)
  if (parent === path) throw new FolderMoved(path)
  const above = await makeRealFolder(parent)
  try {
    await mkdir(above.at(path.slice(parent === '/' ? 1 : parent.length + 1))).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    })
    await above.sync()
  } finally {
    await above.close()
  }
  const made = await openRealFolder(path)
  if (made === null) throw new FolderMoved(path)
  return made
}

async function held(folder: FileHandle, path: string): Promise<RealFolder> {
  const self = `/proc/self/fd/${folder.fd}`
  const real = await readlink(self)
  if (real !== path) {
    await folder.close()
    throw new FolderMoved(path)
  }
  return {
    at: (name) => `${self}/${name}`,
    sync: () => folder.sync(),
    close: () => folder.close(),
  }
}

/** Whether the nearest thing on the way that exists is another place than its path says. */
async function isMoved(path: string): Promise<boolean> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const real = await realpath(folder).catch(() => null)
    if (real !== null) return real !== folder
  }
  return false
}
