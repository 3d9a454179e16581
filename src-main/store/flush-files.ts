import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { promisify } from 'node:util'

/** From so many files on, flushing their whole disk once is quicker than flushing each. */
const manyFiles = 64
const atOnce = 8

/** Makes the bytes of these files last. A file that is gone is no failure. */
export async function flushFiles(paths: readonly string[]): Promise<void> {
  if (paths.length > manyFiles && process.platform === 'linux' && (await flushDisks(paths))) return
  const queue = paths.values()
  const lane = async (): Promise<void> => {
    for (const path of queue) await flushFile(path)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

/** Whether it could be done. */
async function flushDisks(paths: readonly string[]): Promise<boolean> {
  const disks = new Map<number, string>()
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (found !== null && !disks.has(found.dev)) disks.set(found.dev, path)
  }
  return promisify(execFile)('sync', ['-f', ...disks.values()]).then(
    () => true,
    () => false,
  )
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => null)
  if (file === null) return
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
