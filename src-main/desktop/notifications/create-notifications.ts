import { Notification } from 'electron'
import type { Place } from '../../../src-shared/ipc/app-routes.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import type { SettingsStore } from '../../platform/settings-store.ts'
import { sessionBusAddress } from '../session-bus.ts'
import { createBusNotifications } from './bus-notifications.ts'
import type { DesktopNotifier } from './desktop-notifier.ts'
import { createElectronNotifications } from './electron-notifications.ts'
import { connectNotificationDaemon } from './notification-daemon.ts'
import { notificationIcon } from './notification-icon.ts'

export interface NotificationsOptions {
  /** The picture beside them: a PNG file, which may be inside of the packaged application. */
  readonly icon: string
  readonly dataDir: string
  readonly settings: SettingsStore
  readonly env: NodeJS.ProcessEnv
  readonly open: (place: Place) => void
  readonly clock: Clock
  readonly logger: Logger
}

/** The notifications of this desktop, unless the user turned them off. */
export function createNotifications(options: NotificationsOptions): DesktopNotifier {
  const { icon, dataDir, settings, env, open, clock, logger } = options
  const platform = process.platform
  const electron = {
    isSupported: () => Notification.isSupported(),
    create: (wanted: Electron.NotificationConstructorOptions) => new Notification(wanted),
  }
  const through = createElectronNotifications({ electron, platform, icon, open, clock, logger })
  const address = sessionBusAddress(env)
  const picture = notificationIcon(icon, dataDir, logger)
  const notifier =
    platform === 'linux'
      ? createBusNotifications({
          connect: (onEvent) => connectNotificationDaemon({ address, icon: picture, clock }, onEvent),
          fallback: through,
          open,
          mayShowAgain: () => settings.get().notifications && !settings.get().doNotDisturb,
          clock,
          logger,
        })
      : through
  return {
    ...notifier,
    async status() {
      if (settings.get().notifications) return notifier.status()
      return { buttons: false, reply: false, problem: 'Notifications are switched off.' }
    },
    show(wanted) {
      if (settings.get().notifications) return notifier.show(wanted)
      logger.info('A notification was not shown: the user turned them off', { notification: wanted.key })
      return Promise.resolve(false)
    },
  }
}
