import { constants } from 'node:fs'
import { chmod, open, readlink, rename, rm, symlink, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { FileState } from '../../src-shared/domain/file-change.ts'
import type { FileBlobs } from '../store/blob-store.ts'
import { mostFileBytes } from './file-limits.ts'
import { type Found, lookAt, stateOf } from './look-at.ts'
import { FolderMoved, makeRealFolder, openRealFolder, type RealFolder } from './real-folder.ts'
import { sameContent, sameState } from './same-state.ts'

/** One path to be put back: how it has to be now, and how it is to be. `null` stands for absence. */
export interface Restore {
  readonly path: string
  readonly from: FileState | null
  readonly to: FileState | null
  /** Names the unfinished file, so that a crash leaves one that is known. */
  readonly seq: number
}

/** Why a path is not as it has to be, as the end of a sentence about it; `null`: it is. */
export async function whyNot({ path, from }: Pick<Restore, 'path' | 'from'>): Promise<string | null> {
  const folder = await openRealFolder(dirname(path)).catch(notMoved)
  if (folder === 'moved') return 'is in a folder that is a link now'
  if (folder === null) return from === null ? null : 'is gone'
  try {
    return differs(await lookAt(folder.at(basename(path)), { most: mostFileBytes }), from)
  } finally {
    await folder.close()
  }
}

/** Where a file is made before it takes its place: beside it. */
export function unfinishedPath({ path, seq }: Pick<Restore, 'path' | 'seq'>): string {
  return join(dirname(path), unfinishedName(seq))
}

/**
 * Makes what is to be at a path, beside it. Resolves with why that cannot be, or `null`. The caller flushes it, then places it.
 */
export function stageFile(restore: Restore, blobs: FileBlobs): Promise<string | null> {
  const { path, from, to, seq } = restore
  if (to === null || isOnlyMode(from, to)) return Promise.resolve(null)
  return inFolder(path, to, async (folder, at) => {
    const unfinished = folder.at(unfinishedName(seq))
    await rm(unfinished, { force: true })
    const present = await lookAt(at, { most: mostFileBytes })
    if (isState(present, to)) return null
    const why = differs(present, from)
    if (why !== null) return why
    if (await makeFile(unfinished, to, blobs)) return null
    await rm(unfinished, { force: true })
    return 'was kept, but what was kept is damaged or gone'
  })
}

/**
 * Puts one path back, in one step that a crash leaves done or not done. Resolves with why it was left as it is, or `null`.
 * A path that is there already is left in peace. The caller flushes the folder.
 */
export function placeFile({ path, from, to, seq }: Restore): Promise<string | null> {
  return inFolder(path, to, async (folder, at) => {
    const unfinished = folder.at(unfinishedName(seq))
    const present = await lookAt(at, { most: mostFileBytes })
    if (isState(present, to)) return null
    const why = differs(present, from)
    if (why === null && to === null) await unlink(at)
    else if (why === null && to !== null && isOnlyMode(from, to)) await setMode(at, to.mode)
    else if (why === null) await rename(unfinished, at)
    else await rm(unfinished, { force: true })
    return why
  })
}

/** Does something where a path is, if no link leads there. A folder that is missing is made, unless nothing is to be in it. */
async function inFolder(
  path: string,
  to: FileState | null,
  work: (folder: RealFolder, at: string) => Promise<string | null>,
): Promise<string | null> {
  let folder: RealFolder | null = null
  try {
    folder = to === null ? await openRealFolder(dirname(path)) : await makeRealFolder(dirname(path))
    return folder === null ? null : await work(folder, folder.at(basename(path)))
  } catch (error) {
    if (error instanceof FolderMoved) return 'is in a folder that is a link now'
    const code = (error as NodeJS.ErrnoException).code ?? ''
    const known = ['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTEMPTY', 'EBUSY', 'ETXTBSY', 'ENOTDIR', 'ENOENT']
    if (known.includes(code)) return `cannot be changed (${code})`
    throw error
  } finally {
    await folder?.close()
  }
}

function unfinishedName(seq: number): string {
  return `.dormouse-${seq}.tmp`
}

/** Whether nothing but the permission bits is to be put back, for which no bytes are needed. */
export function isOnlyMode(from: FileState | null, to: FileState): boolean {
  return from !== null && from.kind === 'file' && sameContent(from, to)
}

function isState(found: Found, state: FileState | null): boolean {
  return (found.kind === 'absent' || found.kind === 'state') && sameState(stateOf(found), state)
}

function differs(found: Found, from: FileState | null): string | null {
  switch (found.kind) {
    case 'absent':
      return from === null ? null : 'is gone'
    case 'folder':
      return 'is a folder now'
    case 'other':
      return 'is no file any more'
    case 'state':
      if (sameState(found.state, from)) return null
      return from === null ? 'is there again' : 'was changed since'
  }
}

async function makeFile(path: string, to: FileState, blobs: FileBlobs): Promise<boolean> {
  if (to.kind === 'link') {
    const target = await blobs.read(to.hash)
    if (target === null) return false
    await symlink(target, path)
    return (await readlink(path, { encoding: 'buffer' })).equals(target)
  }
  return blobs.copyTo(to.hash, path, to.mode)
}

async function setMode(path: string, mode: number): Promise<void> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => null)
  // A file that its owner may not read can be changed all the same.
  if (file === null) return chmod(path, mode)
  try {
    await file.chmod(mode)
    await file.sync()
  } finally {
    await file.close()
  }
}

function notMoved(error: unknown): 'moved' {
  if (error instanceof FolderMoved) return 'moved'
  throw error
}
