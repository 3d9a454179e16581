import type { Answer } from '../../src-shared/domain/question.ts'
import type { NotificationStatus, Place } from '../../src-shared/ipc/app-routes.ts'

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
  /** Buttons, where the desktop has them; a press answers the question of `place`. */
  readonly buttons?: readonly { readonly label: string; readonly answer: Answer }[]
  /** What the empty reply field says, where the desktop has one; left out: none. */
  readonly field?: string
}

/** An answer that was given on a notification. */
export interface NotificationAnswer {
  readonly key: string
  readonly questionId: string
  readonly answer: Answer
}

/** Implemented in desktop. */
export interface Notifier {
  /** Whether the desktop took it; `false` is logged, and the inbox shows it anyway. Never rejects. */
  show(notification: DesktopNotification): Promise<boolean>
  withdraw(key: string): void
  /** What this desktop can do. */
  status(): Promise<Omit<NotificationStatus, 'quiet'>>
  /** The one listener for answers. */
  onAnswer(listener: (given: NotificationAnswer) => void): void
}
