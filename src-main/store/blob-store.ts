import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ids } from '../platform/ids.ts'

/** Bytes under the SHA-256 (hex) of themselves, as files in the data folder. What is there never changes. */
export interface BlobStore {
  /** On the disk for good when it resolves. */
  put(bytes: Uint8Array): Promise<string>
  /** `null`: it is not there, or is not what it was. */
  read(hash: string): Promise<Buffer | null>
  has(hash: string): Promise<boolean>
}

export function createBlobStore(folder: string, ids: Ids): BlobStore {
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash)
  const has = (hash: string): Promise<boolean> =>
    stat(pathOf(hash)).then(
      (found) => found.isFile(),
      () => false,
    )
  return {
    has,
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      if (await has(hash)) return hash
      const path = pathOf(hash)
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true, mode: 0o700 })
      const unfinished = `${path}.${ids.next('blob')}`
      const file = await open(unfinished, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(unfinished, path)
      return hash
    },
    async read(hash) {
      const bytes = await readFile(pathOf(hash)).catch(() => null)
      if (bytes === null) return null
      return createHash('sha256').update(bytes).digest('hex') === hash ? bytes : null
    },
  }
}
