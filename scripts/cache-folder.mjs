import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from './project-folder.mjs'

/** The user's cache folder for Dormouse, made if missing; inside node_modules where the home folder is read-only. */
export function cacheFolder() {
  for (const folder of [userCacheFolder(), join(projectFolder, 'node_modules', '.cache', 'dormouse')]) {
    try {
      mkdirSync(folder, { recursive: true })
      accessSync(folder, constants.W_OK)
      return folder
    } catch {
      // The next candidate; the last one fails loudly below.
    }
  }
  throw new Error('There is no folder to keep downloads in: set XDG_CACHE_HOME to one that can be written.')
}

function userCacheFolder() {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: localAppData } = process.env
  if (xdg) return join(xdg, 'dormouse')
  if (process.platform === 'win32' && localAppData) return join(localAppData, 'dormouse', 'Cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dormouse')
  return join(homedir(), '.cache', 'dormouse')
}
