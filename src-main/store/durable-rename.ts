import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Renames a finished file so that after a power cut either name holds it whole. Replaces what was at `to`. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await syncPath(from, 'r+')
  await rename(from, to)
  await syncFolder(dirname(to))
}

/** Makes earlier renames in a folder last. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle of a folder that could be flushed; its file system keeps renames in a log of its own.
  if (process.platform !== 'win32') await syncPath(folder, 'r')
}

async function syncPath(path: string, flags: 'r' | 'r+'): Promise<void> {
  const file = await open(path, flags)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
