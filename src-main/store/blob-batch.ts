import { constants } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from './durable-rename.ts'
import { flushFiles } from './flush-files.ts'
import { hashBytes, hashFile } from './hash-bytes.ts'

/** Many blobs that get their names together, so that the disk is flushed once and not for each. */
export interface BlobBatch {
  put(bytes: Uint8Array): Promise<string>
  /** Keeps a copy of the file, sharing its blocks where the disk can do that. */
  putFile(path: string): Promise<{ readonly hash: string; readonly bytes: number }>
  /**
   * All of them are there when it resolves: `flushed` for good, `unflushed` unless the power fails at once, which is enough
   * for what is only looked at.
   */
  finish(how: 'flushed' | 'unflushed'): Promise<void>
  /** Removes what was not finished. */
  abandon(): Promise<void>
}

export interface BatchParts {
  readonly folder: string
  readonly newName: () => string
  /** Names of unfinished files, shared with the sweep. */
  readonly underWay: Set<string>
  /** What has its name and was not flushed. */
  readonly unflushed: Set<string>
  /** Told before it is looked whether it is there: a sweep that has not removed it by then leaves it. */
  readonly onPut: (hash: string) => void
}

export function createBlobBatch(parts: BatchParts): BlobBatch {
  const { folder, newName, underWay, unflushed, onPut } = parts
  const unfinished = join(folder, 'unfinished')
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash)
  /** Names of unfinished files by the hash of their bytes. */
  const made = new Map<string, string>()
  const put = new Set<string>()

  /** A file that the power cut off before it was whole has another size. */
  const isThere = async (hash: string, bytes: number): Promise<boolean> => {
    onPut(hash)
    put.add(hash)
    if (made.has(hash)) return true
    const found = await stat(pathOf(hash)).catch(() => null)
    return found?.isFile() === true && found.size === bytes
  }
  const newFile = async (): Promise<string> => {
    await mkdir(unfinished, { recursive: true, mode: 0o700 })
    const name = newName()
    underWay.add(name)
    return name
  }
  const drop = async (name: string): Promise<void> => {
    await rm(join(unfinished, name), { force: true })
    underWay.delete(name)
  }
  /** Makes a new file with `write`, which says the hash of what it wrote. */
  const make = async (write: (path: string) => Promise<string>): Promise<void> => {
    const name = await newFile()
    try {
      const hash = await write(join(unfinished, name))
      if (made.has(hash)) await drop(name)
      else made.set(hash, name)
    } catch (error) {
      await drop(name)
      throw error
    }
  }

  return {
    async put(bytes) {
      const hash = await hashBytes(bytes)
      if (await isThere(hash, bytes.length)) return hash
      await make(async (path) => {
        await writeFile(path, bytes, { flag: 'wx', mode: 0o600 })
        return hash
      })
      return hash
    },
    async putFile(source) {
      const known = await hashAt(source)
      if (await isThere(known.hash, known.bytes)) return known
      let copy = known
      await make(async (path) => {
        await copyFile(source, path, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
        // What counts is the copy: the file itself may have changed by now.
        copy = await hashAt(path, 0o600)
        onPut(copy.hash)
        put.add(copy.hash)
        return copy.hash
      })
      return copy
    },
    async finish(how) {
      const dirty = new Set<string>()
      if (how === 'flushed') {
        const names = [...made.values()].map((name) => join(unfinished, name))
        const earlier = [...put].filter((hash) => unflushed.delete(hash))
        await flushFiles([...names, ...earlier.map(pathOf)])
        for (const hash of earlier) dirty.add(join(folder, hash.slice(0, 2)))
      }
      for (const [hash, name] of made) {
        const part = join(folder, hash.slice(0, 2))
        if (!dirty.has(part) && (await mkdir(part, { recursive: true, mode: 0o700 })) !== undefined)
          dirty.add(folder)
        await rename(join(unfinished, name), pathOf(hash))
        underWay.delete(name)
        made.delete(hash)
        dirty.add(part)
        if (how === 'unflushed') unflushed.add(hash)
      }
      if (how === 'flushed') await Promise.all([...dirty].map(syncFolder))
    },
    async abandon() {
      for (const name of made.values()) await drop(name)
      made.clear()
    },
  }
}

async function hashAt(
  path: string,
  mode?: number,
): Promise<{ readonly hash: string; readonly bytes: number }> {
  const file = await open(path, 'r')
  try {
    if (mode !== undefined) await file.chmod(mode)
    return await hashFile(file)
  } finally {
    await file.close()
  }
}
