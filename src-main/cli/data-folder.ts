import { join } from 'node:path'

/**
 * The folder of the application's data: `DORMOUSE_DATA_DIR`, else the one that Electron gives to an application of
 * this name on this system.
 */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const chosen = env['DORMOUSE_DATA_DIR']
  if (chosen !== undefined && chosen !== '') return chosen
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Dormouse')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Dormouse')
  const configured = env['XDG_CONFIG_HOME']
  return join(configured !== undefined && configured !== '' ? configured : join(home, '.config'), 'Dormouse')
}
