import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { plainLine } from '../plain-line.ts'
import { fileRefusal, ToolRefusal } from '../tool-refusal.ts'

/** A file or folder inside the working directory, with every symbolic link resolved. */
export interface LocatedPath {
  /** Absolute. */
  readonly real: string
  /** As it is shown: relative to the working directory with `/`, control characters escaped; `.` for the directory itself. */
  readonly shown: string
}

/** Whether `path` is `root` or below it. Both are absolute and real; `/proj-secret` is not below `/proj`. */
export function isInside(root: string, path: string): boolean {
  const steps = relative(root, path)
  return steps === '' || (steps !== '..' && !steps.startsWith(`..${sep}`) && !isAbsolute(steps))
}

/**
 * Finds what `path` (relative to the working directory, or absolute) really is, and refuses everything outside. The
 * refusal is the same whether the thing outside exists or not, so that nothing is learned about it.
 */
export async function locate(workingDirectory: string, path: string): Promise<LocatedPath> {
  const asked = plainLine(path, 300)
  if (path.includes('\0')) throw new ToolRefusal(`"${asked}" is not a path: it contains a NUL character.`)
  const root = await realpath(workingDirectory).catch(() => {
    throw new ToolRefusal(
      'The working directory does not exist any more. Tell the user to choose another one.',
    )
  })
  const wanted = resolve(root, path)
  let real: string
  try {
    real = await realpath(wanted)
  } catch (error) {
    if (await leadsOutside(root, wanted)) throw outside(asked)
    throw fileRefusal(error, asked)
  }
  if (!isInside(root, real)) throw outside(asked)
  return { real, shown: shownPath(root, real) }
}

/** Opens a regular file for reading. Refuses everything else (pipes, devices, sockets, folders) without waiting on it. */
export async function openRegularFile({ real, shown }: LocatedPath): Promise<FileHandle> {
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
export async function requireUnmoved({ real, shown }: LocatedPath): Promise<void> {
  if ((await realpath(real)) !== real) throw changed(shown)
}

/** `real` as people and models read it. */
export function shownPath(root: string, real: string): string {
  const steps = relative(root, real)
  return steps === '' ? '.' : plainLine(sep === '/' ? steps : steps.replaceAll(sep, '/'))
}

/**
 * Whether a path that does not exist leaves the working directory on its way: by a folder that is really elsewhere, or
 * by a link whose target is not there.
 */
async function leadsOutside(root: string, wanted: string, linksLeft = 40): Promise<boolean> {
  for (let path = wanted; path !== root; path = dirname(path)) {
    if (!isInside(root, path)) return true
    const real = await realpath(path).catch(() => null)
    if (real !== null) return !isInside(root, real)
    const target = await readlink(path).catch(() => null)
    if (target !== null)
      return linksLeft > 0 && leadsOutside(root, resolve(dirname(path), target), linksLeft - 1)
  }
  return false
}

function requireRegular(stats: { isFile(): boolean; isDirectory(): boolean }, shown: string): void {
  if (stats.isFile()) return
  if (stats.isDirectory())
    throw new ToolRefusal(`"${shown}" is a folder. Use list_directory to see what is in it.`)
  throw new ToolRefusal(`"${shown}" is not a regular file (a pipe, socket or device), so it is not read.`)
}

function outside(asked: string): ToolRefusal {
  return new ToolRefusal(
    `"${asked}" is outside the working directory, where files may not be read. Use a path inside it, relative to it.`,
  )
}

function changed(shown: string): ToolRefusal {
  return new ToolRefusal(`"${shown}" changed while it was being opened. Try again.`)
}
