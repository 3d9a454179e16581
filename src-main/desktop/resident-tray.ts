import { app as electronApp, type NativeImage } from 'electron'
import type { App } from '../app.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { ElectronDesktop } from './desktop.ts'
import { sessionBusAddress } from './session-bus.ts'
import { watchStatusNotifier } from './status-notifier-watch.ts'
import { createTray } from './tray.ts'
import { trayIcon } from './tray-icon.ts'
import type { TrayMood } from './tray-view.ts'
import { hasXembedTray } from './xembed-tray.ts'

export interface ResidentTrayOptions {
  readonly app: App
  readonly desktop: ElectronDesktop
  readonly assets: string
  readonly env: NodeJS.ProcessEnv
  readonly clock: Clock
  readonly logger: Logger
}

/** The tray icon for as long as the process lives, over panels that come and go. */
export interface ResidentTray {
  /** Whether anything on this desktop can show a tray icon now. */
  available(): Promise<boolean>
  destroy(): void
}

export function createResidentTray(options: ResidentTrayOptions): ResidentTray {
  const { app, desktop, assets, env, clock, logger } = options
  const icon = (mood: TrayMood): NativeImage => trayIcon(assets, mood, desktop.theme.panelIsDark())
  const tray = createTray({ app, desktop, icon, clock, logger })
  desktop.theme.onChange(() => tray.refresh())
  if (process.platform !== 'linux') {
    return { available: () => Promise.resolve(true), destroy: () => tray.destroy() }
  }
  const watch = watchStatusNotifier(sessionBusAddress(env), () => tray.renew(), clock, logger)
  return {
    async available() {
      if (await watch.isThere()) return true
      return hasXembedTray(env, clock, electronApp.getPath('home'))
    },
    destroy() {
      watch.close()
      tray.destroy()
    },
  }
}
