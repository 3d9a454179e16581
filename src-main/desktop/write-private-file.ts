import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Replaces a file as a whole, readable by its owner only: after a crash either the old or the new text is there. */
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
}
