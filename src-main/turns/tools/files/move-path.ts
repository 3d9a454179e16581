import { constants, type Stats } from 'node:fs'
import { cp, type FileHandle, lstat, open, readlink, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { CallRef } from '../../../../src-shared/domain/tool-step.ts'
import { errorCode } from '../../../platform/error-code.ts'
import { ToolRefusal } from '../tool-refusal.ts'
import { changed } from './open-regular-file.ts'
import { pinFolder, type PinnedFolder } from './pinned-folder.ts'
import { isSameFile, replaceFile, unfinishedName, writeRefusal } from './replace-file.ts'
import type { LocatedPath } from './working-directory.ts'

type Found = Pick<LocatedPath, 'real' | 'shown'>

export interface Move {
  readonly from: Found
  readonly to: Found
  /** As they were looked at; `over` is what is replaced. */
  readonly moved: Stats
  readonly over: Stats | null
  readonly call: CallRef
  readonly signal: AbortSignal
}

/**
 * Gives a file, link or folder another name. To another disk it is copied whole, put in place under its name, and only then
 * taken away. Refuses when either end or a folder on the way is not what it was.
 */
export async function movePath(move: Move): Promise<void> {
  const { from, to, moved, over } = move
  const folders: PinnedFolder[] = []
  try {
    const source = await pinFolder(dirname(from.real), from.shown)
    folders.push(source)
    const target = await pinFolder(dirname(to.real), to.shown, true)
    folders.push(target)
    const here = source.at(basename(from.real))
    const there = target.at(basename(to.real))
    await source.requireUnmoved()
    await target.requireUnmoved()
    if (!isSameFile(await lstat(here).catch(() => null), moved)) throw changed(from.shown)
    if (!isSameFile(await lstat(there).catch(() => null), over)) throw changed(to.shown)
    try {
      await rename(here, there)
    } catch (error) {
      if (errorCode(error) !== 'EXDEV') throw error
      await copyAcross(move, here, target)
      await rm(here, { recursive: true })
    }
    await target.sync()
    await source.sync()
  } catch (error) {
    if (error instanceof ToolRefusal) throw error
    throw writeRefusal(error, to.shown)
  } finally {
    for (const folder of folders) await folder.close()
  }
}

async function copyAcross(
  { to, moved, over, call, signal }: Move,
  here: string,
  target: PinnedFolder,
): Promise<void> {
  if (moved.isFile()) {
    const source = await open(here, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      await replaceFile(
        to,
        over,
        call,
        async (file) => {
          await copyBytes(source, file, signal)
          await file.utimes(moved.atime, moved.mtime)
        },
        moved.mode & 0o7777,
      )
    } finally {
      await source.close()
    }
    return
  }
  const unfinished = target.at(unfinishedName(call))
  try {
    await rm(unfinished, { recursive: true, force: true })
    if (moved.isSymbolicLink()) await symlink(await readlink(here), unfinished)
    else {
      const filter = (): boolean => {
        signal.throwIfAborted()
        return true
      }
      await cp(here, unfinished, {
        recursive: true,
        verbatimSymlinks: true,
        preserveTimestamps: true,
        filter,
      })
    }
    await target.requireUnmoved()
    await rename(unfinished, target.at(basename(to.real)))
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

async function copyBytes(from: FileHandle, to: FileHandle, signal: AbortSignal): Promise<void> {
  const chunk = Buffer.allocUnsafe(256 * 1024)
  for (;;) {
    signal.throwIfAborted()
    const { bytesRead } = await from.read(chunk, 0, chunk.length, null)
    if (bytesRead === 0) return
    await to.appendFile(chunk.subarray(0, bytesRead))
  }
}
