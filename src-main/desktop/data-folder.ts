import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app } from 'electron'

/**
 * Settles, before anything else runs, the one folder that everything is written to, and returns its absolute path:
 * `DORMOUSE_DATA_DIR`, else Electron's own place for an application of this name. Its mode is 0700: the control
 * socket inside relies on that. Throws with a sentence if it cannot be used.
 */
export function settleDataFolder(env: NodeJS.ProcessEnv): string {
  app.setName('Dormouse')
  const chosen = env['DORMOUSE_DATA_DIR']
  const folder = chosen ? resolve(chosen) : join(app.getPath('appData'), 'Dormouse')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (process.platform !== 'win32' && (statSync(folder).mode & 0o777) !== 0o700) chmodSync(folder, 0o700)
    // Chromium's own caches stay out of sight of what the user would want to back up.
    mkdirSync(join(folder, 'browser'), { recursive: true, mode: 0o700 })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(
      `The data folder ${folder} cannot be used (${reason}). Set DORMOUSE_DATA_DIR to a folder that you can write to.`,
      { cause: error },
    )
  }
  app.setPath('userData', folder)
  app.setPath('sessionData', join(folder, 'browser'))
  app.setPath('crashDumps', join(folder, 'browser', 'crashes'))
  return folder
}
