import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { Answer } from '../../../src-shared/domain/question.ts'
import type { Place } from '../../../src-shared/ipc/app-routes.ts'
import type { NotificationAnswer } from '../../inbox/notifier.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import { BusError } from '../session-bus.ts'
import { withinTime } from '../time-limit.ts'
import { problemOf, reasonOf } from './daemon-trouble.ts'
import type { DesktopNotifier } from './desktop-notifier.ts'
import type { DaemonEvent, NotificationDaemon } from './notification-daemon.ts'
import { type NotificationEntry as Entry, notificationEntry, type Outcome } from './notification-entry.ts'
import { notificationMessage, openKey, replyKey } from './notification-message.ts'

export interface BusNotificationOptions {
  /** Connects to the session's bus; rejects where there is none. */
  readonly connect: (onEvent: (event: DaemonEvent) => void) => Promise<NotificationDaemon>
  /** Shows them where there is no bus. */
  readonly fallback: DesktopNotifier
  readonly open: (place: Place) => void
  /** Whether what a daemon lost may be shown once more now. */
  readonly mayShowAgain: () => boolean
  readonly clock: Clock
  readonly logger: Logger
}

/** Daemons that never say what became of a notification must not make this grow without end. */
const mostRemembered = 200
/** A daemon that owes the answers to so many is given no more: they would only heap up. */
const mostUnanswered = 5
/** How long `show` waits; what is taken later still hears its buttons. */
const longestShowMs = 10_000
/** What came in while an id was not known yet. */
const mostHeld = 50
/** A daemon that starts again shows the newest of what it lost; the rest is in the inbox. */
const mostShownAgain = 3
const silence = 'the notification daemon does not answer'
/** Ending waits no longer for a daemon to take away what is shown. */
const longestEndMs = 500

/**
 * Notifications through D-Bus, where Electron has neither buttons nor a reply field on Linux. Calls for one key follow
 * one another; others do not wait for it.
 */
export function createBusNotifications(options: BusNotificationOptions): DesktopNotifier {
  const { connect, fallback, open, mayShowAgain, clock, logger } = options
  const entries = new Map<string, Entry>()
  /** Withdrawn or replaced, and still on the screen: a hand may be quicker than the daemon. */
  const leaving = new Set<Entry>()
  /** Those that nobody waits for any more. */
  const unanswered = new Set<Entry>()
  let listener: (given: NotificationAnswer) => void = () => undefined
  let connecting: Promise<NotificationDaemon> | null = null
  let lastSerial = 0
  /** Counts daemons and connections: an id of an earlier one names something else, or nothing. */
  let generation = 0
  let callsUnderWay = 0
  let held: DaemonEvent[] = []
  let isEnded = false

  const daemon = (): Promise<NotificationDaemon> => {
    if (connecting !== null) return connecting
    const attempt = connect(hear)
    connecting = attempt
    attempt.catch(() => {
      if (connecting === attempt) connecting = null
    })
    return attempt
  }
  const isWanted = (entry: Entry): boolean => entries.get(entry.notification.key) === entry
  const idOf = ({ state }: Entry): number | null =>
    state.kind === 'shown' && state.generation === generation ? state.id : null
  /** What is on the screen in its place. */
  const inherit = (entry: Entry, before: Entry | undefined): void => {
    if (before === undefined || idOf(before) === null) return
    entry.state = before.state
    entry.answers = before.answers
    entry.isTouched = before.isTouched
    entry.isAnswered = before.isAnswered
  }

  const hand = async (entry: Entry, before: Entry | undefined): Promise<Outcome> => {
    if (unanswered.size >= mostUnanswered) throw new BusError(silence)
    await before?.arrival
    let service: NotificationDaemon
    try {
      service = await daemon()
    } catch {
      entry.state = { kind: 'none' }
      if (!isWanted(entry) || (await fallback.show(entry.notification))) return { taken: true }
      return { taken: false, reason: 'this desktop shows none' }
    }
    const can = await service.capabilities()
    // Withdrawn or replaced while it waited: what it was to replace is left to what came after it.
    if (!isWanted(entry)) {
      entry.state = { kind: 'none' }
      inherit(entry, before)
      return { taken: true }
    }
    lastSerial += 1
    const { message, answers } = notificationMessage(entry.notification, can, lastSerial)
    let replaces = before === undefined ? null : idOf(before)
    if (replaces !== null && before?.isTouched === true) {
      void service.closeNotification(replaces)
      replaces = null
    }
    callsUnderWay += 1
    try {
      const id = await service.notify(message, replaces ?? 0)
      entry.state = { kind: 'shown', id, generation }
      entry.answers = answers
    } finally {
      callsUnderWay -= 1
      hearHeld()
    }
    return { taken: true }
  }
  const send = (entry: Entry, before?: Entry): Promise<Outcome> => {
    entry.state = { kind: 'sending' }
    const failed = (error: unknown): Outcome => {
      entry.state = { kind: 'failed' }
      inherit(entry, before)
      if (before?.state.kind === 'sending') void remove(before)
      // It may be shown when a daemon comes; what is not urgent has had its time by then.
      if (entry.state.kind === 'failed' && !entry.notification.urgent && isWanted(entry))
        entries.delete(entry.notification.key)
      return { taken: false, reason: reasonOf(error) }
    }
    if (before !== undefined) leaving.add(before)
    entry.arrival = hand(entry, before)
      .catch(failed)
      .finally(() => before !== undefined && leaving.delete(before))
    return entry.arrival
  }
  /** Takes it away as soon as it is there. */
  const remove = async (entry: Entry): Promise<void> => {
    leaving.add(entry)
    await entry.arrival
    const id = idOf(entry)
    if (id !== null) await connecting?.then((service) => service.closeNotification(id)).catch(() => undefined)
    leaving.delete(entry)
  }

  const answer = (entry: Entry, given: Answer): void => {
    const { key, place } = entry.notification
    if (entry.isAnswered || place.screen !== 'inbox' || place.questionId === undefined) return
    entry.isAnswered = true
    listener({ key, questionId: place.questionId, answer: given })
  }
  const press = (entry: Entry, key: string): void => {
    entry.isTouched = true
    const given = entry.answers.get(key)
    if (given !== undefined) answer(entry, given)
    else if (key === openKey || key === replyKey) open(entry.notification.place)
  }
  const reply = (entry: Entry, text: string): void => {
    entry.isTouched = true
    // Sent with nothing in it: it opens where the answer can be given.
    if (text.trim() === '') open(entry.notification.place)
    else if (entry.notification.field !== undefined) answer(entry, { kind: 'text', text })
  }
  const byId = (id: number): Entry | undefined =>
    [...entries.values(), ...leaving].find((entry) => idOf(entry) === id)

  function hear(event: DaemonEvent): void {
    switch (event.kind) {
      case 'lost':
        connecting = null
        return forgetIds()
      case 'changed':
        forgetIds()
        if (event.isThere) showAgain()
        return
      case 'pressed':
      case 'replied':
      case 'closed':
        return hearOf(event)
      default:
        return assertNever(event)
    }
  }
  function hearOf(event: Extract<DaemonEvent, { id: number }>): void {
    const entry = byId(event.id)
    if (entry === undefined) {
      // A quick hand, or a daemon that tells before it answers: it is about what is just being shown.
      if (callsUnderWay > 0) held = [...held, event].slice(-mostHeld)
      return
    }
    if (event.kind === 'pressed') press(entry, event.key)
    else if (event.kind === 'replied') reply(entry, event.text)
    else if (isWanted(entry)) entries.delete(entry.notification.key)
  }
  function hearHeld(): void {
    const events = held
    held = []
    for (const event of events) hear(event)
  }
  function forgetIds(): void {
    held = []
    generation += 1
    unanswered.clear()
  }
  /** It was shown by another daemon, or by none. */
  function isLost(entry: Entry): boolean {
    return entry.state.kind === 'failed' || (entry.state.kind === 'shown' && idOf(entry) === null)
  }
  function showAgain(): void {
    if (isEnded || !mayShowAgain()) return
    const lost = [...entries.values()].filter(
      (entry) => entry.notification.urgent && !entry.isTouched && isLost(entry),
    )
    for (const entry of lost.slice(-mostShownAgain)) void send(entry)
  }
  const forgetOldest = (): void => {
    const [oldest] = entries.values()
    if (entries.size <= mostRemembered || oldest === undefined) return
    // Its buttons would do nothing any more.
    entries.delete(oldest.notification.key)
    void remove(oldest)
  }

  return {
    async show(notification) {
      if (isEnded) return false
      const { key } = notification
      const before = entries.get(key)
      entries.delete(key)
      const entry = notificationEntry(notification)
      entries.set(key, entry)
      forgetOldest()
      const sent = send(entry, before)
      const outcome = await withinTime(clock, longestShowMs, sent, new BusError(silence)).catch(
        (error: unknown): Outcome => {
          unanswered.add(entry)
          void sent.then(() => unanswered.delete(entry))
          return { taken: false, reason: reasonOf(error) }
        },
      )
      if (!outcome.taken)
        logger.warn('The desktop did not show a notification', { notification: key, reason: outcome.reason })
      return outcome.taken
    },
    withdraw(key) {
      fallback.withdraw(key)
      const entry = entries.get(key)
      if (entry === undefined) return
      entries.delete(key)
      void remove(entry)
    },
    async status() {
      let service: NotificationDaemon
      try {
        service = await daemon()
      } catch {
        return fallback.status()
      }
      try {
        const can = await service.capabilities()
        const buttons = can.has('actions')
        return { buttons, reply: buttons && can.has('inline-reply'), problem: null }
      } catch (error) {
        return { buttons: false, reply: false, problem: problemOf(error) }
      }
    },
    onAnswer: (wanted) => void (listener = wanted),
    async close() {
      isEnded = true
      const shown = [...entries.values()]
      entries.clear()
      const removed = Promise.all([...shown.map(remove), fallback.close()])
      await withinTime(clock, longestEndMs, removed, new Error('late')).catch(() => undefined)
      const service = await connecting?.catch(() => null)
      service?.disconnect()
    },
  }
}
