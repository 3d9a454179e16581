import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** One output while it is written. */
export interface OutputFile {
  /** Appends; bytes past the limit are dropped. */
  append(bytes: Uint8Array): void
  /** Bytes that came so far, the dropped ones included. */
  readonly bytes: number
  /** Whether bytes were dropped: past the limit, or because the disk took no more. */
  readonly isCut: boolean
  /** Resolves when little enough waits for the disk that more may come: what writes faster than the disk is held back. */
  ready(): Promise<void>
  /** Resolves when all of it is on the disk. */
  close(): Promise<void>
}

/** Bytes that may wait for the disk. */
const mostWaiting = 1024 * 1024

/** Begins a file anew. Never throws and never rejects: an output that cannot be kept is cut. */
export function openOutputFile(path: string, limitBytes: number, onClose: () => void): OutputFile {
  let bytes = 0
  let taken = 0
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let isBroken = false
  let closing: Promise<void> | null = null
  const opening = create(path).catch(() => {
    isBroken = true
    return null
  })
  let writing: Promise<void> | null = null

  const drain = async (): Promise<void> => {
    const file = await opening
    while (waiting.length > 0) {
      const batch = Buffer.concat(waiting)
      waiting = []
      waitingBytes = 0
      // Bytes are appended in the order in which they came.
      await file?.appendFile(batch).catch(() => (isBroken = true))
    }
    writing = null
  }

  return {
    append(chunk) {
      bytes += chunk.length
      const part = chunk.subarray(0, Math.max(0, limitBytes - taken))
      if (part.length === 0 || isBroken || closing !== null) return
      taken += part.length
      // A copy: whoever made the chunk may use its memory again.
      waiting.push(Uint8Array.from(part))
      waitingBytes += part.length
      writing ??= drain()
    },
    get bytes() {
      return bytes
    },
    get isCut() {
      return isBroken || bytes > taken
    },
    async ready() {
      if (waitingBytes > mostWaiting) await writing
    },
    close() {
      closing ??= (async () => {
        await writing
        await (await opening)?.close().catch(() => undefined)
        onClose()
      })()
      return closing
    },
  }
}

async function create(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  return open(path, 'w', 0o600)
}
