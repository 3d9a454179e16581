import { type NotificationServer, startNotificationServer } from './notification-server.ts'
import { type SessionBus, startSessionBus } from './session-bus.ts'
import { type StatusNotifierHost, startStatusNotifierHost } from './status-notifier-host.ts'

export interface DesktopSession {
  readonly bus: SessionBus
  readonly notifications: NotificationServer
  /** Throws if this session was started without a panel and got none since. */
  readonly tray: StatusNotifierHost
  /** Gives a session that has none a panel, as when a shell extension is switched on. */
  startTray(): Promise<void>
  close(): Promise<void>
}

export interface DesktopSessionOptions {
  /** Whether there is a panel that shows tray icons; by default there is. */
  readonly tray?: boolean
  readonly notificationCapabilities?: readonly string[]
}

/** A desktop on a bus of its own: close what runs on it first. */
export async function startDesktopSession(options: DesktopSessionOptions = {}): Promise<DesktopSession> {
  const bus = await startSessionBus()
  let tray: StatusNotifierHost | null = null
  const startTray = async (): Promise<void> => {
    tray ??= await startStatusNotifierHost(bus.connect())
  }
  const notifications = await startNotificationServer(bus.connect(), options.notificationCapabilities)
  if (options.tray !== false) await startTray()
  return {
    bus,
    notifications,
    startTray,
    get tray() {
      if (tray === null) throw new Error('This session has no panel')
      return tray
    },
    close: () => bus.close(),
  }
}
