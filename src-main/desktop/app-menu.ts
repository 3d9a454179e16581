import { app, Menu } from 'electron'
import type { ActionId } from '../../src-shared/domain/action.ts'
import type { ElectronDesktop } from './desktop.ts'
import { menuTemplate } from './menu-template.ts'

/** Our own menu, made of the one list of actions. Call it after `ready`. */
export function setAppMenu(
  desktop: Pick<ElectronDesktop, 'perform' | 'showSettings' | 'showQuickAsk' | 'quit'>,
): void {
  const perform = (action: ActionId): void => {
    if (action === 'settings') desktop.showSettings()
    else if (action === 'quick-ask') desktop.showQuickAsk()
    else desktop.perform(action)
  }
  const template = menuTemplate({
    platform: process.platform,
    isPackaged: app.isPackaged,
    perform,
    quit: () => desktop.quit(),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
