import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RunDesk } from '../runs/run-desk.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { Alarm } from './alarm.ts'
import { nextWithin } from './next-within.ts'
import { planDueSlots, type PlannedSlot } from './plan-due-slots.ts'

/** The database decides what is due; this only wakes it up, at the next slot and every 30 s whatever happens. */
export interface Scheduler {
  /** Catches up and arms the timers. A second call does nothing. */
  start(): void
  /** Commits a row for every slot that is due, moves its schedule on, and arms the next alarm. Safe to call at any time. */
  reconcile(): void
  stop(): void
}

const heartbeatMs = 30_000
/** Schedules per turn of the event loop, so that a morning with thousands of due schedules does not block the windows. */
const batch = 20

export function createScheduler(
  core: Core,
  parts: { readonly runs: RunDesk; readonly alarm: Alarm; readonly allPaused: () => boolean },
): Scheduler {
  const { stores, unitOfWork, clock, logger } = core
  const startedAt = clock.now()
  let started = false
  /** The newest reconciliation before the one under way: until then nothing was late, so nobody was asleep. */
  let lastLook: number | null = null
  /** What could not be moved on since the last reconciliation began; it keeps none of the others back. */
  const failing = new Set<string>()
  let stopBeat: (() => void) | null = null
  let stopBatch: (() => void) | null = null

  const settle = (schedule: Schedule, slot: PlannedSlot, work: Work): boolean => {
    const { nominalAt, disposition } = slot
    // The unique key holds in any case; a slot that has its row is simply passed over.
    if (stores.runs.bySlot(schedule.id, nominalAt)) return false
    const late = disposition.kind === 'run' ? disposition.late : null
    const occurrence = { nominalAt, origin: 'schedule', late } as const
    if (disposition.kind !== 'run') {
      parts.runs.record(schedule, occurrence, { status: disposition.kind, reason: disposition.reason }, work)
      return false
    }
    if (parts.allPaused()) {
      parts.runs.record(
        schedule,
        occurrence,
        { status: 'skipped', reason: 'All schedules were paused' },
        work,
      )
      return false
    }
    return parts.runs.fire(schedule, occurrence, work).status !== 'skipped'
  }

  /** Nothing came in the place of what was missed, so the user would wait for it in vain. */
  const tellMissed = (schedule: Schedule, slots: readonly PlannedSlot[], work: Work): void => {
    const missed = slots.flatMap(({ nominalAt, disposition }) =>
      disposition.kind === 'missed' ? [{ nominalAt, reason: disposition.reason }] : [],
    )
    const last = missed.at(-1)
    if (last) parts.runs.tellMissed(schedule, { ...last, earlier: missed.length - 1 }, work)
  }

  const advance = (id: string): void => {
    unitOfWork.run((work) => {
      const schedule = stores.schedules.get(id)
      const now = clock.now()
      if (!schedule?.enabled || schedule.nextAt === null || schedule.nextAt > now) return
      const { trigger, policies, nextAt, runsCount, enabled } = schedule
      const plan = planDueSlots(
        { trigger, policies, nextAt, runsCount, enabled, timeZone: clock.timeZone() },
        { now, processStartedAt: startedAt, ...(lastLook === null ? {} : { lastAwakeAt: lastLook }) },
      )
      let ran = 0
      for (const slot of plan.slots)
        if (settle({ ...schedule, runsCount: runsCount + ran }, slot, work)) ran++
      if (ran === 0) tellMissed(schedule, plan.slots, work)
      // The plan counts what it wants to run; a run that overlap or a pause kept back does not use up the number of runs.
      const isOver = runsCount + ran >= (policies.bounds.maxRuns ?? Infinity)
      const next = plan.nextAt ?? (isOver ? null : nextWithin(trigger, policies.bounds, now))
      stores.schedules.advance(id, next, ran)
      const moved = stores.schedules.get(id)
      if (moved) work.publish('schedule.changed', moved)
    })
  }

  const arm = (): void => {
    // What failed stays due and is tried again by the heartbeat: an alarm in the past would only spin.
    const next = stores.schedules.nextAt(failing.size > 0 ? clock.now() : undefined)
    if (next === null) parts.alarm.clear()
    else parts.alarm.set(Math.max(next, clock.now()), () => scheduler.reconcile())
  }

  const look = (): void => {
    stopBatch?.()
    stopBatch = null
    const due = stores.schedules.due(clock.now(), batch + failing.size + 1).filter((id) => !failing.has(id))
    for (const id of due.slice(0, batch)) {
      try {
        advance(id)
      } catch (error) {
        failing.add(id)
        logger.error('a schedule could not be moved on', { schedule: id, error: String(error) })
      }
    }
    lastLook = clock.now()
    if (due.length > batch) stopBatch = clock.after(0, look)
    else arm()
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
    },

    reconcile() {
      if (!started) return
      failing.clear()
      look()
    },

    stop() {
      started = false
      stopBeat?.()
      stopBatch?.()
      parts.alarm.clear()
    },
  }
  return scheduler
}
