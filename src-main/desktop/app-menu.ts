import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Desktop } from '../app.ts'

/** Our own menu: the standard editing roles and our shortcuts, nothing of Electron's help. Call it after `ready`. */
export function setAppMenu(desktop: Pick<Desktop, 'showMain' | 'showSettings' | 'quit'>): void {
  const isMac = process.platform === 'darwin'
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: () => desktop.showSettings(),
  }
  const application: MenuItemConstructorOptions = {
    label: 'Dormouse',
    submenu: [
      settings,
      { type: 'separator' },
      { role: 'hide', label: 'Hide Dormouse' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { label: 'Quit Dormouse', accelerator: 'Cmd+Q', click: () => desktop.quit() },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: isMac
      ? [{ role: 'close' }]
      : [
          settings,
          { type: 'separator' },
          { role: 'close', label: 'Close window', accelerator: 'Ctrl+W' },
          { label: 'Quit', accelerator: 'Ctrl+Q', click: () => desktop.quit() },
        ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      screen('Conversations', 'CmdOrCtrl+1', () => desktop.showMain({ screen: 'conversations' })),
      screen('Inbox', 'CmdOrCtrl+2', () => desktop.showMain({ screen: 'inbox' })),
      screen('Runs', 'CmdOrCtrl+3', () => desktop.showMain({ screen: 'runs' })),
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...developerItems(),
    ],
  }
  const edit: MenuItemConstructorOptions = { role: 'editMenu', label: '&Edit' }
  const template = isMac
    ? [application, file, edit, view, { role: 'windowMenu' as const }]
    : [file, edit, view]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

function screen(label: string, accelerator: string, click: () => void): MenuItemConstructorOptions {
  return { label, accelerator, click }
}

function developerItems(): MenuItemConstructorOptions[] {
  return app.isPackaged ? [] : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
}
