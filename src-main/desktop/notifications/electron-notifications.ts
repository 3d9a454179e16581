import type { Notification, NotificationConstructorOptions } from 'electron'
import type { Answer } from '../../../src-shared/domain/question.ts'
import type { Place } from '../../../src-shared/ipc/app-routes.ts'
import type { DesktopNotification, NotificationAnswer } from '../../inbox/notifier.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import { escapeMarkup } from '../escape-markup.ts'
import { oneLine, plainText } from '../plain-text.ts'
import type { DesktopNotifier } from './desktop-notifier.ts'

/** The part of Electron's class that is used. */
export interface ElectronNotifications {
  isSupported(): boolean
  create(options: NotificationConstructorOptions): Notification
}

export interface ElectronNotificationOptions {
  readonly electron: ElectronNotifications
  readonly platform: NodeJS.Platform
  readonly icon: string
  readonly open: (place: Place) => void
  readonly clock: Clock
  readonly logger: Logger
}

const mostRemembered = 200
/** A system that has said neither is taken to show nothing. */
const longestShowMs = 5_000
const longestTitle = 200
const longestLabel = 60

/**
 * Notifications through Electron: with buttons and a reply field on macOS and Windows, for a click only on Linux. They are
 * referenced here: one that is collected as garbage no longer hears its click.
 */
export function createElectronNotifications(options: ElectronNotificationOptions): DesktopNotifier {
  const { electron, platform, icon, open, clock, logger } = options
  const canAnswer = platform === 'darwin' || platform === 'win32'
  const shown = new Map<string, Notification>()
  let listener: (given: NotificationAnswer) => void = () => undefined
  let isEnded = false

  const forget = (key: string, notification: Notification): void => {
    if (shown.get(key) === notification) shown.delete(key)
  }
  const withdraw = (key: string): void => {
    const notification = shown.get(key)
    if (notification === undefined) return
    shown.delete(key)
    notification.close()
  }
  const make = (wanted: DesktopNotification): Notification => {
    const { key, title, body, place, urgent } = wanted
    const questionId = place.screen === 'inbox' ? place.questionId : undefined
    const buttons = canAnswer && questionId !== undefined ? (wanted.buttons ?? []) : []
    const field = canAnswer && questionId !== undefined ? wanted.field : undefined
    const text = plainText(body)
    const notification = electron.create({
      title: oneLine(title, longestTitle),
      // Linux desktops render markup in the body, and in nothing else.
      body: platform === 'linux' ? escapeMarkup(text) : text,
      icon,
      urgency: urgent ? 'critical' : 'normal',
      timeoutType: urgent ? 'never' : 'default',
      ...(buttons.length === 0
        ? {}
        : {
            actions: buttons.map(({ label }) => ({
              type: 'button' as const,
              text: oneLine(label, longestLabel),
            })),
          }),
      ...(field === undefined ? {} : { hasReply: true, replyPlaceholder: field }),
    })
    let isAnswered = false
    const answer = (given: Answer | undefined): void => {
      if (isAnswered || given === undefined || questionId === undefined) return
      isAnswered = true
      listener({ key, questionId, answer: given })
    }
    notification.on('click', () => {
      forget(key, notification)
      open(place)
    })
    notification.on('action', ({ actionIndex }) => answer(buttons[actionIndex]?.answer))
    notification.on('reply', ({ reply }) => {
      if (reply.trim() === '') open(place)
      else if (field !== undefined) answer({ kind: 'text', text: reply })
    })
    notification.on('close', () => forget(key, notification))
    return notification
  }

  /** Whether the system says that it is shown. */
  const whetherShown = (key: string, notification: Notification): Promise<boolean> =>
    new Promise((resolve) => {
      const fail = (reason: string): void => {
        cancel()
        forget(key, notification)
        logger.warn('The desktop did not show a notification', { notification: key, reason })
        resolve(false)
      }
      const cancel = clock.after(longestShowMs, () => fail('no answer'))
      notification.on('show', () => {
        cancel()
        resolve(true)
      })
      notification.on('failed', (_event, reason) => fail(reason))
    })

  return {
    async show(wanted) {
      if (isEnded) return false
      if (!electron.isSupported()) {
        logger.warn('A notification was not shown: this desktop has none', { notification: wanted.key })
        return false
      }
      withdraw(wanted.key)
      const notification = make(wanted)
      shown.set(wanted.key, notification)
      const [oldest] = shown.keys()
      if (shown.size > mostRemembered && oldest !== undefined) withdraw(oldest)
      const answer = whetherShown(wanted.key, notification)
      notification.show()
      return answer
    },
    withdraw,
    status: () =>
      Promise.resolve(
        electron.isSupported()
          ? { buttons: canAnswer, reply: canAnswer, problem: null }
          : { buttons: false, reply: false, problem: 'This desktop has no notifications.' },
      ),
    onAnswer: (wanted) => void (listener = wanted),
    close() {
      isEnded = true
      for (const key of shown.keys()) withdraw(key)
      return Promise.resolve()
    },
  }
}
