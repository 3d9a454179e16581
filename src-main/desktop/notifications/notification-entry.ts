import type { Answer } from '../../../src-shared/domain/question.ts'
import type { DesktopNotification } from '../../inbox/notifier.ts'

/** One notification from the moment it is wanted to the one when nobody can see it any more. */
export interface NotificationEntry {
  readonly notification: DesktopNotification
  state: EntryState
  answers: ReadonlyMap<string, Answer>
  /** Settles when the daemon has taken it or will not. */
  arrival: Promise<Outcome>
  /** The user did something with it: daemons then take it away, so nothing can be put in its place. */
  isTouched: boolean
  /** One answer each, however often a daemon tells of it. */
  isAnswered: boolean
}

export type EntryState =
  | { readonly kind: 'sending' }
  /** The id counts for one daemon only. */
  | { readonly kind: 'shown'; readonly id: number; readonly generation: number }
  | { readonly kind: 'failed' }
  /** Nothing of it is with a daemon. */
  | { readonly kind: 'none' }

export type Outcome = { readonly taken: true } | { readonly taken: false; readonly reason: string }

export function notificationEntry(notification: DesktopNotification): NotificationEntry {
  return {
    notification,
    state: { kind: 'sending' },
    answers: new Map(),
    arrival: Promise.resolve({ taken: true }),
    isTouched: false,
    isAnswered: false,
  }
}
