import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { Alarm } from './alarm.ts'
import type { SlotLedger } from './slot-ledger.ts'

/** The database decides what is due; this only wakes it up, at the next slot and every 30 s whatever happens. */
export interface Scheduler {
  /** Catches up and arms the timers. A second call does nothing. */
  start(): void
  /** Commits a row for every slot that is due, moves its schedule on, and arms the next alarm. Safe to call at any time. */
  reconcile(): void
  /** Before `start`, on a copied folder: what was due by now gets rows that say so, and nothing of it runs. Throws if it cannot. */
  forgetPast(): void
  stop(): void
}

const heartbeatMs = 30_000
/** How far the clock must have gone back to be taken for set, in milliseconds: slewing is finer. */
const setBackMs = 1000
/** Schedules per turn of the event loop, so that a morning with thousands of due schedules does not block the windows. */
const batch = 20
/** For how long one turn of the event loop goes on with due schedules, in milliseconds. */
const sliceMs = 4
/** Schedules that are only looked at, per turn of the event loop. */
const checkBatch = 100

export function createScheduler(
  core: Core,
  parts: { readonly slots: SlotLedger; readonly alarm: Alarm },
): Scheduler {
  const { stores, unitOfWork, clock, logger } = core
  const { slots, alarm } = parts
  let started = false
  let lastLook: number | null = null
  let lastZone: string | null = null
  /** What could not be moved on since the last reconciliation began; it keeps none of the others back. */
  const failing = new Set<string>()
  let stopBeat: (() => void) | null = null
  let stopBatch: (() => void) | null = null
  let stopCheck: (() => void) | null = null

  /** One schedule, one transaction; what cannot be written stays as it is and is tried again. */
  const attempt = (id: string, change: (work: Work) => void): void => {
    try {
      unitOfWork.run(change)
    } catch (error) {
      failing.add(id)
      logger.error('a schedule could not be moved on', { schedule: id, error: String(error) })
    }
  }

  const arm = (): void => {
    // What failed stays due and is tried again by the heartbeat: an alarm in the past would only spin.
    const next = stores.schedules.nextDue(failing.size > 0 ? clock.now() : undefined)
    if (next === null) alarm.clear()
    else alarm.set(Math.max(next, clock.now()), () => scheduler.reconcile())
  }

  const look = (): void => {
    stopBatch?.()
    stopBatch = null
    const due = stores.schedules.due(clock.now(), batch + failing.size + 1).filter((id) => !failing.has(id))
    const began = clock.now()
    let done = 0
    for (const id of due.slice(0, batch)) {
      attempt(id, (work) => slots.advance(id, work))
      done++
      if (Math.abs(clock.now() - began) >= sliceMs) break
    }
    lastLook = clock.now()
    if (done < due.length) {
      // What is left was kept back by the same sleep, and says so too.
      stopBatch = clock.after(0, look)
      return
    }
    slots.lookedAt(lastLook)
    arm()
  }

  /** Puts every next slot right that was worked out under another clock or older rules. */
  const check = (): void => {
    stopCheck?.()
    const from = (after: string): void => {
      stopCheck = null
      const ids = stores.schedules.enabledAfter(after, checkBatch)
      for (const id of ids) if (slots.isOff(id)) attempt(id, (work) => slots.correct(id, work))
      const last = ids.at(-1)
      if (last === undefined) arm()
      else stopCheck = clock.after(0, () => from(last))
    }
    from('')
  }

  const followZone = (): void => {
    const timeZone = clock.timeZone()
    if (timeZone === lastZone) return
    for (const schedule of stores.schedules.followingElsewhere(timeZone))
      attempt(schedule.id, (work) => slots.moveZone(schedule.id, timeZone, work))
    if (failing.size === 0) lastZone = timeZone
    if (stopBatch === null) arm()
  }

  const scheduler: Scheduler = {
    start() {
      if (started) return
      started = true
      const beat = (): void => {
        stopBeat = clock.after(heartbeatMs, beat)
        scheduler.reconcile()
      }
      beat()
      check()
    },

    reconcile() {
      if (!started) return
      failing.clear()
      const wasSetBack = lastLook !== null && clock.now() < lastLook - setBackMs
      look()
      followZone()
      if (wasSetBack) check()
    },

    forgetPast() {
      const now = clock.now()
      for (let ids = stores.schedules.enabledAfter('', batch); ids.length > 0;) {
        for (const id of ids) attempt(id, (work) => slots.forget(id, work))
        ids = stores.schedules.enabledAfter(ids.at(-1) ?? '', batch)
      }
      if (failing.size > 0) throw new Error('The schedules of a copied folder could not be settled.')
      slots.lookedAt(now)
    },

    stop() {
      started = false
      stopBeat?.()
      stopBatch?.()
      stopCheck?.()
      alarm.clear()
    },
  }
  return scheduler
}
