import { Notification } from 'electron'
import type { Place } from '../../src-shared/ipc/app-routes.ts'
import type { DesktopNotification, Notifier } from '../inbox/notifier.ts'
import type { Logger } from '../platform/logger.ts'
import { escapeMarkup } from './escape-markup.ts'

export interface NotificationOptions {
  readonly icon: string
  readonly enabled: () => boolean
  readonly open: (place: Place) => void
  readonly logger: Logger
}

/** Desktops that never say what became of a notification must not make this grow without end. */
const mostRemembered = 200

/** Desktop notifications. They are referenced here: one that is collected as garbage no longer hears its click. */
export function createNotifications({ icon, enabled, open, logger }: NotificationOptions): Notifier {
  const shown = new Map<string, Notification>()

  const forget = (key: string, notification: Notification): void => {
    if (shown.get(key) === notification) shown.delete(key)
  }
  const withdraw = (key: string): void => {
    const notification = shown.get(key)
    if (notification === undefined) return
    shown.delete(key)
    notification.close()
  }
  const make = ({ key, title, body, place, urgent }: DesktopNotification): Notification => {
    const notification = new Notification({
      title,
      // Linux desktops render markup in the body, and in nothing else.
      body: process.platform === 'linux' ? escapeMarkup(body) : body,
      icon,
      urgency: urgent ? 'critical' : 'normal',
      timeoutType: urgent ? 'never' : 'default',
    })
    notification.on('click', () => {
      forget(key, notification)
      open(place)
    })
    notification.on('close', () => forget(key, notification))
    notification.on('failed', (_event, reason) => {
      forget(key, notification)
      logger.warn('The desktop did not show a notification', { reason })
    })
    return notification
  }

  return {
    show: (wanted) => Promise.resolve(showNow(wanted)),
    withdraw,
    status: () =>
      Promise.resolve({
        buttons: false,
        reply: false,
        problem: Notification.isSupported() ? null : 'This desktop has no notifications.',
      }),
    onAnswer: () => undefined,
  }

  function showNow(wanted: DesktopNotification): boolean {
    if (!enabled()) {
      logger.info('A notification was not shown: the user turned them off')
      return false
    }
    if (!Notification.isSupported()) {
      logger.warn('A notification was not shown: this desktop has none')
      return false
    }
    withdraw(wanted.key)
    const notification = make(wanted)
    shown.set(wanted.key, notification)
    const oldest = shown.keys().next().value
    if (shown.size > mostRemembered && oldest !== undefined) shown.delete(oldest)
    notification.show()
    return true
  }
}
