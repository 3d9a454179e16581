import { fstatSync } from 'node:fs'
import { app, dialog } from 'electron'
import { isStderrRead, type StreamStatus } from './is-stderr-read.ts'

/** Says why Dormouse cannot start, where a person can see it, and ends the process with code 1. */
export async function endWithStartFailure(error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`dormouse: cannot start: ${reason}\n`)
  // Whoever started it from a terminal or a program has read the line; a dialog would only keep them waiting.
  if (!isStderrRead(process.stderr.isTTY, stderrFile(), process.env)) {
    await app.whenReady()
    await dialog.showMessageBox({
      type: 'error',
      title: 'Dormouse',
      message: 'Dormouse cannot start',
      detail: reason,
      buttons: ['Close'],
    })
  }
  app.exit(1)
}

function stderrFile(): StreamStatus | null {
  try {
    return fstatSync(2)
  } catch {
    return null
  }
}
