import type { NotificationStatus } from '../../src-shared/ipc/app-routes.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import { offeredAnswers } from '../questions/offered-answers.ts'
import type { Core } from '../store/core.ts'
import type { DueEffect, Effect } from '../store/outbox-store.ts'
import { questionCall, questionKey } from './delivery.ts'
import { createNotificationGroups, named } from './notification-groups.ts'
import type { DesktopNotification, Notifier } from './notifier.ts'
import { questionBody } from './question-body.ts'

export type Outbox = ReturnType<typeof createOutbox>

type Notify = Extract<Effect, { kind: 'notify' }>

const week = 7 * 86_400_000
/** For how long one turn of the event loop goes on telling, in milliseconds: each one may wait for the desktop. */
const sliceMs = 4
const mostNamed = 5
/** So many questions are told of after a start; the inbox has them all. */
const mostWaiting = 20

/**
 * Tells the desktop what rows say is due. A row is marked done only after it was told, so a crash before that repeats
 * it at the next start; a notice that could not be shown is logged, and the inbox shows it anyway. While it is quiet
 * notifications are held back, and one digest tells of those that still matter after it.
 */
export function createOutbox(
  core: Core,
  parts: {
    readonly notifier: Notifier
    readonly settings: SettingsStore
    /** Up to which instant the quiet hours last, epoch ms; `null`: it is not quiet. */
    readonly quietHoursEnd: () => number | null
  },
) {
  const { stores, unitOfWork, clock, logger } = core
  const { notifier, settings } = parts
  const groups = createNotificationGroups(
    notifier,
    () => clock.now(),
    () => quiet() !== null,
  )

  const isStale = ({ place }: Notify): boolean => {
    if (place.screen !== 'inbox' || place.questionId === undefined) return false
    return stores.questions.get(place.questionId)?.status !== 'open'
  }

  /** As the question is now. */
  const answersOf = ({ place, body, isCut }: Notify): Pick<DesktopNotification, 'buttons' | 'field'> => {
    if (place.screen !== 'inbox' || place.questionId === undefined) return {}
    const question = stores.questions.get(place.questionId)
    if (!question) return {}
    // A row of an earlier version knows too little of it.
    const isWhole = !(isCut ?? body.endsWith('…')) && !questionBody(question).isCut
    const { buttons, field } = offeredAnswers(question, isWhole)
    return { buttons, ...(field === null ? {} : { field }) }
  }

  const quiet = (): NotificationStatus['quiet'] => {
    if (settings.get().doNotDisturb) return { until: null }
    const until = parts.quietHoursEnd()
    return until === null ? null : { until }
  }

  /** The desktop takes its time; what became of it goes into the log, without its words. */
  const log = (key: string, shown: Promise<boolean>): void =>
    void shown.then(
      (done) => {
        if (!done) logger.warn('a notification could not be shown', { notification: key })
      },
      (error: unknown) => logger.warn('a notification failed', { notification: key, error: String(error) }),
    )
  /** The keys of the questions that were told of since the start. */
  const told = new Set<string>()
  const shown = (effect: Notify): DesktopNotification => {
    const { key, title, body, place, urgent } = effect
    if (place.screen === 'inbox' && place.questionId !== undefined) told.add(key)
    return { key, title, body, place, urgent, ...answersOf(effect) }
  }
  const show = (effect: Notify): void => log(effect.key, groups.show(shown(effect)))

  /** Open questions that call for the user, but for those that are told of anyway. */
  const waiting = (): Notify[] => {
    const reminded = new Set(stores.questions.toRemind(clock.now(), mostWaiting).map(({ id }) => id))
    return stores.inbox.newestNeeding(mostWaiting).flatMap(({ title, question }) => {
      if (question?.status !== 'open' || reminded.has(question.id)) return []
      return told.has(questionKey(question.id)) ? [] : [questionCall(question, `${title} needs you`)]
    })
  }

  const tellWaiting = (): void => {
    const all = waiting().map(shown)
    const more = all.length === mostWaiting ? '+' : ''
    if (all.length > 0)
      log(
        'waiting',
        groups.together(all, (count) => `${count}${more} questions wait for you`),
      )
  }

  /** Whether it is done with, and not held back. */
  const tell = (effect: Effect): boolean => {
    if (effect.kind === 'withdraw') {
      groups.withdraw(effect.key)
      return true
    }
    if (!settings.get().notifications || (effect.kind === 'notify' && isStale(effect))) return true
    if (quiet() !== null) return false
    if (effect.kind === 'notify') show(effect)
    else tellWaiting()
    return true
  }

  const settle = ({ id, effect }: DueEffect): void => {
    let isDone = true
    try {
      isDone = tell(effect)
    } catch (error) {
      logger.warn('a notification failed', { notification: effect.key, error: String(error) })
    }
    const at = clock.now()
    unitOfWork.run(() => {
      if (effect.kind === 'withdraw') stores.outbox.dropHeld(effect.key, at)
      if (isDone) stores.outbox.done(id, at)
      else stores.outbox.hold(id, effect.key, at)
    })
  }

  /** After it was quiet: what still matters, in one word if it is more than one thing. */
  const tellHeld = (): void => {
    const held = stores.outbox.held()
    if (held.length === 0) return
    const all = held.flatMap(({ effect }) => {
      if (effect.kind === 'waiting') return waiting()
      return effect.kind === 'notify' && !isStale(effect) ? [effect] : []
    })
    // What was held back may wait for an answer too.
    const wanted = settings.get().notifications
      ? [...new Map(all.map((effect) => [effect.key, effect])).values()]
      : []
    const [first] = wanted
    if (first && wanted.length === 1) show(first)
    else if (first) {
      for (const { key } of wanted) told.add(key)
      log(
        'digest',
        notifier.show({
          key: 'digest',
          title: `While it was quiet: ${wanted.length} things`,
          body: named(wanted.slice(0, mostNamed), wanted.length),
          place: { screen: 'inbox' },
          urgent: wanted.some(({ urgent }) => urgent),
        }),
      )
    }
    unitOfWork.run(() => {
      for (const { id } of held) stores.outbox.done(id, clock.now())
    })
  }

  let goOn: (() => void) | null = null
  let cancelQuiet: (() => void) | null = null

  /** The only timer of quiet hours; it looks again where they end, and where the clock changes before. */
  const watchQuiet = (): void => {
    cancelQuiet?.()
    cancelQuiet = null
    const now = quiet()
    if (now === null) tellHeld()
    else if (now.until !== null)
      cancelQuiet = clock.after(Math.max(now.until - clock.now(), 1000), () => outbox.flush())
  }

  const tellDue = (): void => {
    watchQuiet()
    const began = clock.now()
    for (let due = stores.outbox.due(); due.length > 0; due = stores.outbox.due()) {
      for (const effect of due) {
        settle(effect)
        if (Math.abs(clock.now() - began) < sliceMs) continue
        goOn = clock.after(0, () => {
          goOn = null
          outbox.flush()
        })
        return
      }
    }
  }

  const leaveWaiting = (): void => {
    try {
      const isWaited = stores.inbox
        .newestNeeding(mostWaiting)
        .some(({ question }) => question?.status === 'open')
      if (isWaited) unitOfWork.run(() => stores.outbox.add({ kind: 'waiting', key: 'waiting' }, clock.now()))
    } catch (error) {
      logger.warn('what waits could not be noted', { error: String(error) })
    }
  }

  const outbox = {
    /**
     * Tells what is due, in order: at once as far as a slice of time goes, the rest soon after. Never throws: what cannot be
     * marked (a full disk) is logged, stays due, and is told again by the next call. Call it at start, after every commit
     * that adds a row, when the settings have changed and when the machine wakes.
     */
    flush(): void {
      // A rest that is still to be told goes first.
      if (goOn !== null) return
      try {
        tellDue()
      } catch (error) {
        logger.error('what was due could not be told', { error: String(error) })
      }
    },
    /** Whether notifications are held back now, and until when (epoch ms; `null`: until the user says so). */
    quiet,
    /** What waits then is told of at the next start: its notifications go with the application. */
    stop(): void {
      leaveWaiting()
      goOn?.()
      goOn = null
      cancelQuiet?.()
      cancelQuiet = null
    },
    prune(): void {
      unitOfWork.run(() => stores.outbox.prune(clock.now() - week))
    },
  }
  return outbox
}
