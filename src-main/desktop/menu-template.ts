import type { MenuItemConstructorOptions } from 'electron'
import { type ActionId, actions, type MenuName } from '../../src-shared/domain/action.ts'

export interface MenuOptions {
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  perform(action: ActionId): void
  quit(): void
}

/**
 * Actions that lead somewhere from any window of ours. Their keys are the menu's too; those of the others are only shown
 * there, since the main window decides whether a key is meant for a text. A key that a page has taken never reaches the
 * menu, so nothing is done twice.
 */
const fromAnywhere: ReadonlySet<ActionId> = new Set([
  'new-chat',
  'quick-ask',
  'conversations',
  'inbox',
  'runs',
  'settings',
])

/** The application menu: every action with its keys, and the roles that the system knows; nothing of Electron's help. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = options.platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const item = ({ id, words, keys }: (typeof actions)[number]): MenuItemConstructorOptions => ({
    id,
    label: words,
    accelerator: keys,
    registerAccelerator: fromAnywhere.has(id),
    click: () => options.perform(id),
  })
  const settings = actions.filter(({ id }) => id === 'settings').map(item)
  const of = (menu: MenuName): MenuItemConstructorOptions[] =>
    actions.filter((action) => action.menu === menu && action.id !== 'settings').map(item)

  const application: MenuItemConstructorOptions = {
    label: 'Dormouse',
    submenu: [
      ...settings,
      separator,
      { role: 'hide', label: 'Hide Dormouse' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { label: 'Quit Dormouse', accelerator: 'Cmd+Q', click: () => options.quit() },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: isMac
      ? [...of('File'), separator, { role: 'close' }]
      : [
          ...of('File'),
          separator,
          ...settings,
          separator,
          { role: 'close', label: 'Close window', accelerator: 'Ctrl+W' },
          { label: 'Quit', accelerator: 'Ctrl+Q', click: () => options.quit() },
        ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'delete' },
      { role: 'selectAll' },
      separator,
      ...of('Edit'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      ...of('View'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      // Their usual keys are those of actions of ours.
      ...(options.isPackaged
        ? []
        : [
            separator,
            { role: 'reload', accelerator: 'F5' } as const,
            { role: 'toggleDevTools', accelerator: 'F12' } as const,
          ]),
    ],
  }
  const chat: MenuItemConstructorOptions = { label: '&Chat', submenu: of('Chat') }
  const message: MenuItemConstructorOptions = { label: '&Message', submenu: of('Message') }
  return isMac
    ? [application, file, edit, view, chat, message, { role: 'windowMenu' }]
    : [file, edit, view, chat, message]
}
