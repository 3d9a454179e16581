import type { Place } from '../../src-shared/ipc/app-routes.ts'

/** One desktop notification. Texts are plain; the implementation escapes what a desktop would render. */
export interface DesktopNotification {
  /** A second one with the same key replaces the first. */
  readonly key: string
  readonly title: string
  readonly body: string
  /** What a click opens. */
  readonly place: Place
  /** Whether it must stay until it is dealt with. */
  readonly urgent: boolean
}

/** Implemented in desktop. */
export interface Notifier {
  /** Whether it was handed to the desktop; `false` is logged, and the inbox shows it anyway. */
  show(notification: DesktopNotification): boolean
  withdraw(key: string): void
}
