import { mkdirSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { autostartEntry } from './autostart-entry.ts'
import { writePrivateFile } from './write-private-file.ts'

/** Starts Dormouse in the tray when the user logs in, or no longer does. Throws if the entry cannot be written. */
export function setStartAtLogin(on: boolean, root: string, env: NodeJS.ProcessEnv): void {
  if (process.platform !== 'linux') {
    const application = app.isPackaged ? [] : [root]
    app.setLoginItemSettings({ openAtLogin: on, args: [...application, '--hidden'] })
    return
  }
  // Electron's login items do nothing on Linux: desktops start what lies in this folder.
  const folder = join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart')
  const path = join(folder, 'dormouse.desktop')
  if (!on) {
    rmSync(path, { force: true })
    return
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // An AppImage is mounted at another place each time; the file itself is named by APPIMAGE.
  const program = env['APPIMAGE'] ?? process.execPath
  const dataDir = env['DORMOUSE_DATA_DIR']
  writePrivateFile(
    path,
    autostartEntry({
      command: app.isPackaged ? [program, '--hidden'] : [program, root, '--hidden'],
      env: dataDir ? { DORMOUSE_DATA_DIR: app.getPath('userData') } : {},
    }),
  )
}
