import { app, dialog, safeStorage, shell, type WebContents } from 'electron'
import type { ActionId } from '../../src-shared/domain/action.ts'
import type { Desktop } from '../app.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { setStartAtLogin } from './autostart.ts'
import { createKeepAwake } from './keep-awake.ts'
import { createMainWindow, mainTitle } from './main-window.ts'
import { createNotifications } from './notifications/create-notifications.ts'
import { openExternal } from './open-external.ts'
import { openFile } from './open-file.ts'
import { createQuickAskKeys } from './quick-ask-keys.ts'
import { createQuickAskWindow } from './quick-ask-window.ts'
import { createSettingsFile } from './settings-file.ts'
import { createSettingsWindow } from './settings-window.ts'
import { createTheme, type Theme } from './theme.ts'
import { createVaultFile } from './vault-file.ts'
import { createWindowBoundsFile } from './window-bounds.ts'
import { join } from 'node:path'

export interface DesktopOptions {
  readonly dataDir: string
  /** The application's folder, with `out` and `assets`. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly logger: Logger
}

export interface ElectronDesktop extends Desktop {
  readonly theme: Theme
  /** The contents of the windows that exist now. */
  windows(): readonly WebContents[]
  /** Shows the main window and lets it do what the menu offers. */
  perform(action: ActionId): void
  /** Says in the main window's title how many things need the user. */
  showWaiting(count: number): void
  /** Saves what is not saved yet. */
  flush(): void
  /** Takes the notifications away that nobody would hear any more. Call it when all else has stopped. */
  close(): Promise<void>
}

/** This desktop, through Electron. Call it after `ready`. */
export function createDesktop({ dataDir, root, env, clock, logger }: DesktopOptions): ElectronDesktop {
  const settings = createSettingsFile(dataDir, logger)
  const theme = createTheme(settings.get().theme, env)
  const bounds = createWindowBoundsFile(join(dataDir, 'windows.json'), clock, logger)
  // Windows and notifications send their icon over a bus: a larger one would cost a megabyte each time.
  const icon = join(root, 'assets', 'icon-128.png')
  const environment = {
    preload: join(root, 'out', 'preload', 'preload.cjs'),
    icon,
    theme,
    bounds,
    clock,
    logger,
  }
  const main = createMainWindow(environment)
  const settingsWindow = createSettingsWindow(environment)
  const quickAsk = createQuickAskWindow(environment)
  const quickAskKeys = createQuickAskKeys(() => quickAsk.toggle(), env, logger)

  const notifier = createNotifications({
    icon,
    dataDir,
    settings,
    env,
    open: (place) => showMain(place),
    clock,
    logger,
  })
  const showMain: Desktop['showMain'] = (place) => main.open(place === undefined ? undefined : { place })
  return {
    settings,
    theme,
    vault: createVaultFile({
      dataDir,
      encryption: safeStorage,
      platform: process.platform,
      withoutKeyring: () => settings.get().keysWithoutKeyring,
      logger,
    }),
    notifier,
    showMain,
    isMainVisible: () => main.isVisible(),
    showSettings: (tab, scheduleId, section) =>
      settingsWindow.open(tab === undefined ? undefined : { tab, scheduleId, section }),
    async chooseDirectory(startAt) {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        title: 'Choose a folder',
        properties: ['openDirectory', 'createDirectory'],
        ...(startAt === undefined ? {} : { defaultPath: startAt }),
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
    async chooseFileToSave(name) {
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name })
      return canceled || filePath === '' ? null : filePath
    },
    async chooseFileToOpen(endings) {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [{ name: endings.join(', '), extensions: [...endings] }],
      })
      return canceled ? null : (filePaths[0] ?? null)
    },
    showQuickAsk: () => quickAsk.show(),
    hideQuickAsk: () => quickAsk.hide(),
    setQuickAskKeys: (keys) => quickAskKeys.set(keys),
    openExternal,
    openFile,
    trash: (path) => shell.trashItem(path),
    applyTheme: (choice) => theme.apply(choice),
    setStartAtLogin: (on) => setStartAtLogin(on, root, env),
    keepAwake: createKeepAwake(),
    quit: () => app.quit(),
    windows: () => [main, settingsWindow, quickAsk].flatMap((window) => window.contents()),
    perform: (action) => main.open({ action }),
    showWaiting: (count) => main.setTitle(mainTitle(count)),
    flush: () => bounds.flush(),
    close: () => notifier.close(),
  }
}
