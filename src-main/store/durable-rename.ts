import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

/** Renames a finished file so that after a power cut either name holds it whole. Replaces what was at `to`. */
export function renameDurably(from: string, to: string): void {
  syncPath(from, 'r+')
  renameSync(from, to)
  syncFolder(dirname(to))
}

/** Makes earlier renames and removals in a folder last. */
export function syncFolder(folder: string): void {
  // Windows has no handle of a folder that could be flushed; its file system keeps renames in its own log.
  if (process.platform !== 'win32') syncPath(folder, 'r')
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
