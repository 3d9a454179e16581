import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, readlink } from 'node:fs/promises'
import type { FileState } from '../../src-shared/domain/file-change.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { BlobBatch } from '../store/blob-batch.ts'
import { hashBytes, hashFile } from '../store/hash-bytes.ts'
import { createByteSearch } from './byte-search.ts'

/** What is at a path. `other`: a device, a pipe, a socket; such things are neither kept nor touched. */
export type Found =
  | { readonly kind: 'absent' | 'folder' | 'other' }
  /**
   * `kept`: whether its bytes were put away, which they are not where they show a secret. A hash of '' says that they were
   * not even read.
   */
  | {
      readonly kind: 'state'
      readonly state: FileState
      readonly kept: boolean
      readonly showsSecret?: boolean
    }

/** A folder, and what is no file at all, count as absence of a file. */
export function stateOf(found: Found): FileState | null {
  return found.kind === 'state' ? found.state : null
}

// Neither a link that took the file's place nor a pipe, which would keep the reader waiting for ever.
const readFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** How closely to look. */
export interface Look {
  /** Larger files are not read. */
  readonly most: number
  /** Puts the bytes away, those of larger files left out. */
  readonly keep?: {
    readonly blobs: Pick<BlobBatch, 'put' | 'putFile'>
    readonly most: number
    /** What is not put away, one character for each byte. */
    readonly secretForms: readonly string[]
  }
}

/** Looks at a path without following it. */
export async function lookAt(path: string, look: Look): Promise<Found> {
  let found: Stats
  try {
    found = await lstat(path)
  } catch (error) {
    if (isAbsence(error)) return { kind: 'absent' }
    throw error
  }
  if (found.isDirectory()) return { kind: 'folder' }
  if (found.isSymbolicLink()) return lookAtLink(path, look)
  if (!found.isFile()) return { kind: 'other' }
  const unread = { kind: 'file', hash: '', bytes: found.size, mode: found.mode & 0o7777 } as const
  if (found.size > look.most) return { kind: 'state', state: unread, kept: false }
  let file: FileHandle
  try {
    file = await open(path, readFlags)
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return lookAtLink(path, look)
    if (isAbsence(error)) return { kind: 'absent' }
    if (isRefusal(error)) return { kind: 'state', state: unread, kept: false }
    throw error
  }
  try {
    const opened = await file.stat()
    if (!opened.isFile()) return { kind: 'other' }
    const { keep } = look
    const isSmall = keep !== undefined && opened.size <= keep.most
    const showsSecret = isSmall && (await shows(file, keep.secretForms))
    const blobs = isSmall && !showsSecret ? keep.blobs : null
    const { hash, bytes } =
      blobs === null ? await hashFile(file) : await blobs.putFile(pathOfHandle(file) ?? path)
    const state = { kind: 'file', hash, bytes, mode: opened.mode & 0o7777 } as const
    return { kind: 'state', state, kept: blobs !== null, showsSecret }
  } finally {
    await file.close()
  }
}

async function lookAtLink(path: string, { keep }: Look): Promise<Found> {
  const target = await readlink(path, { encoding: 'buffer' }).catch(() => null)
  if (target === null) return { kind: 'absent' }
  const showsSecret = keep !== undefined && createByteSearch(keep.secretForms).open()(target)
  const hash = keep === undefined || showsSecret ? await hashBytes(target) : await keep.blobs.put(target)
  // The bits of a link mean nothing and differ between systems.
  const state = { kind: 'link', hash, bytes: target.length, mode: 0o777 } as const
  return { kind: 'state', state, kept: keep !== undefined && !showsSecret, showsSecret }
}

const pieceBytes = 262_144

async function shows(file: FileHandle, forms: readonly string[]): Promise<boolean> {
  if (forms.length === 0) return false
  const look = createByteSearch(forms).open()
  const piece = Buffer.allocUnsafe(pieceBytes)
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at)
    if (bytesRead === 0) return false
    if (look(piece.subarray(0, bytesRead))) return true
    at += bytesRead
    await yieldToEvents()
  }
}

/** A name of the very file that is open, whatever its path leads to by now; Linux only. */
function pathOfHandle(file: FileHandle): string | null {
  return process.platform === 'linux' ? `/proc/self/fd/${file.fd}` : null
}

/** Nothing is there, or something on the way to it is no folder. */
export function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error))
}

function isRefusal(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EBUSY'].includes(codeOf(error))
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? ''
}
