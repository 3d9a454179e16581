import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { access, type FileHandle, lstat, open, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { CallRef } from '../../../../src-shared/domain/tool-step.ts'
import { errorCode } from '../../../platform/error-code.ts'
import { fileRefusal, ToolRefusal } from '../tool-refusal.ts'
import { changed, requireRegular } from './open-regular-file.ts'
import { pinFolder, type PinnedFolder } from './pinned-folder.ts'
import type { LocatedPath } from './working-directory.ts'

type Found = Pick<LocatedPath, 'real' | 'shown'>

/** The file that a call is about to replace, as it was looked at; `null`: there is none. */
export async function presentFile({ real, shown }: Found): Promise<Stats | null> {
  try {
    const stats = await lstat(real)
    requireRegular(stats, shown)
    await access(real, constants.W_OK)
    return stats
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    if (errorCode(error) === 'EACCES') throw new ToolRefusal(`"${shown}" is write-protected.`)
    throw fileRefusal(error, shown)
  }
}

/** The permission bits that a file gets: those of the one that it replaces, else the user's default. */
export function modeAfter(present: Stats | null): number {
  return present === null ? 0o666 & ~process.umask() : present.mode & 0o777
}

/**
 * Puts a file with the content that `fill` writes at `target`, whole or not at all, also after a power cut; folders on the
 * way are made. What stands there is not written to but replaced, so other names of it keep what they have. Refuses when
 * the target or a folder on the way is not what it was at `present`.
 */
export async function replaceFile(
  target: Found,
  present: Stats | null,
  call: CallRef,
  fill: (file: FileHandle) => Promise<void>,
  mode = modeAfter(present),
): Promise<void> {
  const { real, shown } = target
  const name = basename(real)
  let folder: PinnedFolder | undefined
  try {
    folder = await pinFolder(dirname(real), shown, true)
    const unfinished = folder.at(unfinishedName(call))
    try {
      const file = await create(unfinished)
      try {
        await fill(file)
        await keepOwner(file, present)
        await file.chmod(mode)
        await file.sync()
      } finally {
        await file.close()
      }
      await folder.requireUnmoved()
      if (!isSameFile(await lstat(folder.at(name)).catch(() => null), present)) throw changed(shown)
      await rename(unfinished, folder.at(name))
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    await folder.sync()
  } catch (error) {
    throw writeRefusal(error, shown)
  } finally {
    await folder?.close()
  }
}

/** The refusal for an error of the file system while `shown` was being changed; other errors come back unchanged. */
export function writeRefusal(error: unknown, shown: string): unknown {
  switch (errorCode(error)) {
    case undefined:
      return error
    case 'ENOSPC':
    case 'EDQUOT':
      return new ToolRefusal(`"${shown}" was not changed: there is no room left on the disk.`)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ToolRefusal(`"${shown}" was not changed: the system denies it.`)
    case 'ELOOP':
      return changed(shown)
    default:
      return fileRefusal(error, shown)
  }
}

/** The same call has the same name for it, so that what a crash left is found and not added to. */
export function unfinishedName({ messageId, toolUseId }: CallRef): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([messageId, toolUseId]))
    .digest('hex')
  return `.dormouse-${hash.slice(0, 20)}.tmp`
}

async function create(path: string): Promise<FileHandle> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0)
  try {
    return await open(path, flags, 0o600)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    await rm(path)
    return open(path, flags, 0o600)
  }
}

async function keepOwner(file: FileHandle, present: Stats | null): Promise<void> {
  if (present === null) return
  const own = await file.stat()
  if (own.uid === present.uid && own.gid === present.gid) return
  // Only root may give files away; for everybody else the new one is theirs, as it is with an editor.
  await file.chown(present.uid, present.gid).catch(() => undefined)
}

/** Whether nobody has put another file there, or written to it. */
export function isSameFile(now: Stats | null, then: Stats | null): boolean {
  if (now === null || then === null) return now === then
  return (
    now.ino === then.ino && now.dev === then.dev && now.size === then.size && now.mtimeMs === then.mtimeMs
  )
}
