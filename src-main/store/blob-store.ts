import { constants, lstatSync, unlinkSync } from 'node:fs'
import { copyFile, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ids } from '../platform/ids.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import { type BlobBatch, createBlobBatch } from './blob-batch.ts'
import { hashBytes, hashFile } from './hash-bytes.ts'

/** Bytes under the SHA-256 (hex) of themselves, as files in the data folder. What is there never changes. */
export interface BlobStore {
  /** On the disk for good when it resolves. */
  put(bytes: Uint8Array): Promise<string>
  /** `null`: it is not there, or is not what it was. */
  read(hash: string): Promise<Buffer | null>
  has(hash: string): Promise<boolean>
}

/** The same for whole files, of any size and number. */
export interface FileBlobs extends BlobStore {
  readonly folder: string
  /** Puts many at a time. */
  batch(): BlobBatch
  /** Like another put of the same bytes: no sweep removes it before its row had time to come. `false`: it is not there. */
  claim(hash: string): Promise<boolean>
  /**
   * Copies it to `to`, which must not exist, with these permission bits; the caller flushes it. `false`: it is not there, or
   * is not what it was.
   */
  copyTo(hash: string, to: string, mode: number): Promise<boolean>
  measure(): Promise<{ readonly files: number; readonly bytes: number }>
  /**
   * Removes what nobody wants and was not put since the sweep before: its row may still be on its way. Resolves with how many
   * were removed.
   */
  sweep(isWanted: (hash: string) => boolean): Promise<number>
}

const aHash = /^[0-9a-f]{64}$/
/** How many files are removed before others get a turn. */
const sliceSize = 50

export function createBlobStore(folder: string, ids: Ids): FileBlobs {
  const unfinished = join(folder, 'unfinished')
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash)
  /** Put by this process since the last sweep, and between that and the one before. */
  let fresh = new Set<string>()
  let former = new Set<string>()
  const underWay = new Set<string>()
  const unflushed = new Set<string>()
  const batch = (): BlobBatch =>
    createBlobBatch({
      folder,
      newName: () => ids.next('blob'),
      underWay,
      unflushed,
      onPut: (hash) => void fresh.add(hash),
    })

  const has = (hash: string): Promise<boolean> =>
    stat(pathOf(hash)).then(
      (found) => found.isFile(),
      () => false,
    )

  return {
    folder,
    batch,
    has,
    claim(hash) {
      // Before it is looked for: a sweep that has not removed it by then leaves it.
      fresh.add(hash)
      return has(hash)
    },
    async put(bytes) {
      const one = batch()
      try {
        const hash = await one.put(bytes)
        await one.finish('flushed')
        return hash
      } finally {
        await one.abandon()
      }
    },
    async read(hash) {
      const bytes = await readFile(pathOf(hash)).catch(() => null)
      if (bytes === null) return null
      return (await hashBytes(bytes)) === hash ? bytes : null
    },
    async copyTo(hash, to, mode) {
      try {
        await copyFile(pathOf(hash), to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
      } catch (error) {
        const isGone = (await stat(pathOf(hash)).catch(() => null)) === null
        if ((error as NodeJS.ErrnoException).code === 'ENOENT' && isGone) return false
        throw error
      }
      const file = await open(to, 'r+')
      try {
        if ((await hashFile(file)).hash !== hash) return false
        await file.chmod(mode)
        return true
      } finally {
        await file.close()
      }
    },
    async measure() {
      let files = 0
      let bytes = 0
      for (const part of await partsOf(folder)) {
        for (const name of await readdir(join(folder, part)).catch(() => [])) {
          const found = await stat(join(folder, part, name)).catch(() => null)
          if (found?.isFile() !== true) continue
          files += 1
          bytes += found.size
        }
      }
      return { files, bytes }
    },
    async sweep(isWanted) {
      former = fresh
      fresh = new Set()
      let removed = 0
      for (const name of await readdir(unfinished).catch(() => []))
        if (!underWay.has(name)) await rm(join(unfinished, name), { force: true })
      for (const part of await partsOf(folder)) {
        const names = await readdir(join(folder, part)).catch(() => [])
        for (const [index, name] of names.entries()) {
          if (index % sliceSize === sliceSize - 1) await yieldToEvents()
          // At once with the look at what was put, so that nothing can be put in between.
          if (!aHash.test(name) || isWanted(name) || fresh.has(name) || former.has(name)) continue
          removed += removeFile(join(folder, part, name))
        }
      }
      return removed
    },
  }
}

async function partsOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => /^[0-9a-f]{2}$/.test(name))
}

function removeFile(path: string): number {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return 0
  unlinkSync(path)
  return 1
}
