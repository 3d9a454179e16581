import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from '../../platform/error-code.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Logger } from '../../platform/logger.ts'
import { ensurePrivateFolder } from '../../platform/private-folder.ts'
import { badInput, notFound, unavailable } from '../../platform/route-failure.ts'
import type { BlobStore } from '../../store/blob-store.ts'
import { attachmentKind } from './attachment-kind.ts'
import { copyName } from './copy-name.ts'

export type OpenedCopies = ReturnType<typeof createOpenedCopies>

interface OpenedCopiesParts {
  /** Holds nothing but copies, and is removed with them. */
  readonly folder: string
  readonly blobs: Pick<BlobStore, 'read'>
  readonly ids: Pick<Ids, 'next'>
  readonly logger: Logger
  readonly desktop: {
    /** Rejects with a sentence. */
    openFile(path: string): Promise<void>
    chooseFileToSave(name: string): Promise<string | null>
  }
}

/**
 * Attached files outside of the windows. The program that opens one gets a copy that only this user may read, which is gone
 * with the application: what is kept is never handed out.
 */
export function createOpenedCopies({ folder, blobs, ids, logger, desktop }: OpenedCopiesParts) {
  /** By blob and name: opened once more it is the same file. */
  const copies = new Map<string, string>()
  let cleared: Promise<unknown> = Promise.resolve()

  const read = async (
    blob: string,
    name: string,
  ): Promise<{ readonly name: string; readonly bytes: Buffer }> => {
    const bytes = await blobs.read(blob)
    if (bytes === null) throw notFound('The file is not kept any more.')
    const kind = attachmentKind(bytes)
    if (kind === null) throw badInput('Only pictures (PNG, JPEG, GIF, WebP) and PDFs are opened from here.')
    return { name: copyName(name, kind.mediaType), bytes }
  }
  const write = async (path: string, bytes: Buffer): Promise<void> => {
    await ensurePrivateFolder(folder)
    await mkdir(dirname(path), { mode: 0o700 })
    // Not to be written: what somebody noted in it would be gone with it. Their program asks for another place.
    await writeFile(path, bytes, { flag: 'wx', mode: 0o400 })
  }

  return {
    /** Shows it in the system's program for its kind. Errors: `not_found`, `bad_input`, `unavailable`. */
    async open(blob: string, given: string): Promise<void> {
      await cleared
      const { name, bytes } = await read(blob, given)
      const key = `${blob} ${name}`
      const path = copies.get(key) ?? join(folder, ids.next('blob'), name)
      if (!copies.has(key)) {
        await write(path, bytes).catch((error: unknown) => {
          throw unavailable(`A copy to open could not be written${why(error)}. Make room, and try again.`)
        })
        copies.set(key, path)
      }
      await desktop.openFile(path).catch((error: unknown) => {
        // Somebody may have removed it.
        copies.delete(key)
        throw unavailable(error instanceof Error ? error.message : 'It could not be opened.')
      })
    },

    /** Writes it where the user wants it; `null`: they do not. Errors: `not_found`, `bad_input`, `unavailable`. */
    async save(blob: string, given: string): Promise<string | null> {
      const { name, bytes } = await read(blob, given)
      const path = await desktop.chooseFileToSave(name)
      if (path === null) return null
      await writeFile(path, bytes).catch((error: unknown) => {
        throw unavailable(`It could not be saved as ${path}${why(error)}. Choose another place.`)
      })
      return path
    },

    /** Removes all copies: those of a process that was killed when this one starts, its own when it ends. Never rejects. */
    clear(): Promise<void> {
      copies.clear()
      const removed = rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
        // A program may hold one open, where that keeps it from being removed. The next start tries again.
        logger.warn('Copies of opened files were left behind', { error: String(errorCode(error)) })
      })
      cleared = removed
      return removed
    },
  }
}

function why(error: unknown): string {
  const code = errorCode(error)
  return code === undefined ? '' : ` (${code})`
}
