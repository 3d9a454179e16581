import type { NotificationStatus } from '../../src-shared/ipc/app-routes.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import { offeredAnswers } from '../questions/offered-answers.ts'
import type { Core } from '../store/core.ts'
import type { DueEffect, Effect } from '../store/outbox-store.ts'
import type { DesktopNotification, Notifier } from './notifier.ts'

export type Outbox = ReturnType<typeof createOutbox>

const week = 7 * 86_400_000
/** For how long one turn of the event loop goes on telling, in milliseconds: each one may wait for the desktop. */
const sliceMs = 4

/**
 * Tells the desktop what rows say is due. A row is marked done only after it was told, so a crash before that repeats
 * it at the next start; a notice that could not be shown is logged, and the inbox shows it anyway.
 */
export function createOutbox(core: Core, notifier: Notifier, settings: SettingsStore) {
  const { stores, unitOfWork, clock, logger } = core

  const isStale = (effect: Effect): boolean => {
    if (effect.kind !== 'notify' || effect.place.screen !== 'inbox' || effect.place.questionId === undefined)
      return false
    return stores.questions.get(effect.place.questionId)?.status !== 'open'
  }

  /** As the question is now. */
  const answersOf = ({
    place,
    body,
  }: Extract<Effect, { kind: 'notify' }>): Pick<DesktopNotification, 'buttons' | 'field'> => {
    if (place.screen !== 'inbox' || place.questionId === undefined) return {}
    const question = stores.questions.get(place.questionId)
    if (!question) return {}
    const { buttons, field } = offeredAnswers(question, !body.endsWith('…'))
    return { buttons, ...(field === null ? {} : { field }) }
  }

  const tell = (effect: Effect): void => {
    if (effect.kind === 'withdraw') {
      notifier.withdraw(effect.key)
      return
    }
    if (isStale(effect) || !settings.get().notifications) return
    const { key, title, body, place, urgent } = effect
    void notifier.show({ key, title, body, place, urgent, ...answersOf(effect) }).then((shown) => {
      if (!shown) logger.warn('a notification could not be shown', { key })
    })
  }

  const settle = ({ id, effect }: DueEffect): void => {
    try {
      tell(effect)
    } catch (error) {
      logger.warn('a notification failed', { key: effect.key, error: String(error) })
    }
    unitOfWork.run(() => stores.outbox.done(id, clock.now()))
  }

  let goOn: (() => void) | null = null

  const outbox = {
    /**
     * Tells what is due, in order: at once as far as a slice of time goes, the rest soon after. What cannot be marked (a
     * full disk) is told again by the next call.
     */
    flush(): void {
      // A rest that is still to be told goes first.
      if (goOn !== null) return
      const began = clock.now()
      for (let due = stores.outbox.due(); due.length > 0; due = stores.outbox.due()) {
        for (const effect of due) {
          settle(effect)
          if (Math.abs(clock.now() - began) < sliceMs) continue
          goOn = clock.after(0, () => {
            goOn = null
            flushRest()
          })
          return
        }
      }
    },
    /** Whether notifications are held back now, and until when (epoch ms; `null`: until the user says so). */
    quiet: (): NotificationStatus['quiet'] => (settings.get().doNotDisturb ? { until: null } : null),
    stop(): void {
      goOn?.()
      goOn = null
    },
    prune(): void {
      unitOfWork.run(() => stores.outbox.prune(clock.now() - week))
    },
  }
  /** Nobody waits for it who could be told that it failed: its rows stay due. */
  const flushRest = (): void => {
    try {
      outbox.flush()
    } catch (error) {
      logger.error('what was due could not be told', { error: String(error) })
    }
  }
  return outbox
}
