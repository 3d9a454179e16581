import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a file as a whole, readable by its owner only: after a crash either the old or the new text is there, and once it
 * returns the new one, whatever happens to the power.
 */
export function writePrivateFile(path: string, text: string): void {
  const unfinished = `${path}.new`
  // Left by a crash, it may have another mode.
  rmSync(unfinished, { force: true })
  const file = openSync(unfinished, 'w', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(unfinished, path)
  // Windows cannot flush a folder, and need not.
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
