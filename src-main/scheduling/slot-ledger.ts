import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { RunDesk } from '../runs/run-desk.ts'
import type { Reason } from '../runs/run-rows.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { shortWords } from './instant-words.ts'
import type { DueMoment, PlannedSlot } from './judge-slots.ts'
import { nextFire } from './next-fire.ts'
import { nextSlot, nextWithin } from './next-within.ts'
import { planDueSlots } from './plan-due-slots.ts'
import { slotStart } from './slot-start.ts'

/** What becomes of the slots that a paused schedule passed over. */
export type AfterPause = 'skip' | 'run-once' | 'run-all'

/** The most slots that run when a schedule is resumed with all it has missed. */
const mostAfterPause = 100
const copiedWords = 'this data folder was copied from another place, where its past belongs'

export type SlotLedger = ReturnType<typeof createSlotLedger>

/** Gives every due slot its row, in the transaction that moves its schedule on. */
export function createSlotLedger(
  core: Core,
  parts: { readonly runs: RunDesk; readonly allPaused: () => boolean },
) {
  const { stores, clock } = core
  const processStartedAt = clock.now()
  /** The newest reconciliation before the one under way: until then nothing was late, so nobody was asleep. */
  let lastAwakeAt: number | null = null

  const moment = (): DueMoment => ({
    now: clock.now(),
    processStartedAt,
    ...(lastAwakeAt === null ? {} : { lastAwakeAt }),
  })

  /**
   * The row that this slot has already. One of a slot that never ran and that was written while the clock ran ahead is
   * none: the slot has come only now.
   */
  const isTaken = (scheduleId: string, nominalAt: number): boolean => {
    const run = stores.runs.bySlot(scheduleId, nominalAt)
    if (!run) return false
    const neverRan = run.status === 'missed' || run.status === 'skipped'
    if (!neverRan || (run.endedAt ?? 0) <= clock.now()) return true
    stores.runs.remove(run.id)
    return false
  }

  /** The first slot that a planned one stands for and that has no row yet; `null` when each has. */
  const firstFree = (
    { id, trigger }: Schedule,
    { nominalAt, until = nominalAt }: PlannedSlot,
  ): number | null => {
    for (let at: number | null = nominalAt; at !== null && at <= until; at = nextFire(trigger, at))
      if (!isTaken(id, at)) return at
    return null
  }

  /** Whether the slot runs. */
  const settle = (schedule: Schedule, slot: PlannedSlot, work: Work): boolean => {
    const { disposition, until = null } = slot
    const nominalAt = firstFree(schedule, slot)
    // The unique key holds in any case; a slot that has its row is simply passed over.
    if (nominalAt === null) return false
    if (disposition.kind !== 'run') {
      const { kind: status, words, code } = disposition
      const occurrence = { nominalAt, origin: 'schedule', late: null } as const
      parts.runs.record(schedule, occurrence, { status, words, code, until }, work)
      return false
    }
    const run = parts.runs.fire(schedule, { nominalAt, origin: 'schedule', late: disposition.late }, work)
    return run.status !== 'skipped'
  }

  /** Rows for all of them; the newest that run come first, so that nothing older keeps them waiting. Returns how many run. */
  const settleAll = (schedule: Schedule, slots: readonly PlannedSlot[], work: Work): number => {
    const isRun = ({ disposition }: PlannedSlot): boolean => disposition.kind === 'run'
    for (const slot of slots) if (!isRun(slot)) settle(schedule, slot, work)
    const running = slots.filter(isRun).toReversed()
    // Whoever asked for every missed one did not mean that each skips the next.
    const queueing: Schedule = { ...schedule, policies: { ...schedule.policies, overlap: 'queue-all' } }
    let ran = 0
    for (const slot of running) {
      const isFirst = ran === 0
      const runsCount = schedule.runsCount + ran
      if (settle({ ...(isFirst ? schedule : queueing), runsCount }, slot, work)) ran++
    }
    return ran
  }

  /** Nothing came in the place of what was missed, so the user would wait for it in vain. */
  const tellMissed = (schedule: Schedule, slots: readonly PlannedSlot[], work: Work): void => {
    const missed = slots.flatMap(({ nominalAt, disposition }) =>
      disposition.kind === 'missed' ? [{ nominalAt, reason: disposition.words }] : [],
    )
    const last = missed.at(-1)
    if (last) parts.runs.tellMissed(schedule, { ...last, earlier: missed.length - 1 }, work)
  }

  const moved = (id: string, work: Work): void => {
    const schedule = stores.schedules.get(id)
    if (schedule) work.publish('schedule.changed', schedule)
  }

  const ledger = {
    /** What was due before this instant and is not settled by then was kept back by more than sleep. */
    lookedAt(at: number): void {
      lastAwakeAt = at
    },

    /** When the next slot is to start; `null` when there is none. */
    startOf: (schedule: Schedule, nextAt: number | null): number | null =>
      nextAt === null ? null : slotStart(schedule.id, schedule.trigger, schedule.policies.bounds, nextAt),

    /** Settles what is due of an enabled schedule and moves it on. Does nothing when nothing is due. */
    advance(id: string, work: Work, setAside?: DueMoment['setAside']): void {
      const schedule = stores.schedules.get(id)
      const now = clock.now()
      if (!schedule?.enabled || schedule.nextAt === null || schedule.nextAt > now) return
      const paused: DueMoment['setAside'] = parts.allPaused()
        ? { kind: 'skipped', words: 'all schedules were paused', code: 'paused' }
        : undefined
      const aside = setAside ?? paused
      const plan = planDueSlots(
        { ...schedule, timeZone: clock.timeZone() },
        { ...moment(), ...(aside && { setAside: aside }) },
      )
      const ran = settleAll(schedule, plan.slots, work)
      if (ran === 0 && !aside) tellMissed(schedule, plan.slots, work)
      // The plan counts what it wants to run; a run that overlap kept back does not use up the number of runs.
      const next = plan.nextAt ?? nextSlot({ ...schedule, runsCount: schedule.runsCount + ran }, now)
      stores.schedules.advance(id, next, ledger.startOf(schedule, next), ran)
      moved(id, work)
    },

    /** What was due of a schedule that goes away gets its rows, and nothing of it runs. */
    close(schedule: Schedule, work: Work): void {
      const words = 'the schedule was removed'
      const pausedAt = stores.schedules.pausedAt(schedule.id)
      if (pausedAt !== null) ledger.passOver(schedule, pausedAt, 'skip', work)
      ledger.advance(schedule.id, work, { kind: 'skipped', words, code: 'cancelled' })
      ledger.drop(schedule, words, work)
    },

    /** As `advance`, but nothing of it runs: the past belongs to the folder that this one was copied from. */
    forget(id: string, work: Work): void {
      ledger.advance(id, work, { kind: 'missed', words: copiedWords, code: 'copied' })
    },

    /**
     * Rows for the slots in (from, now] that a paused schedule passed over: skipped, or run late as `after` says. The
     * schedule's own missed policy has no say: the user was asked.
     */
    passOver(schedule: Schedule, from: number, after: AfterPause, work: Work): void {
      const note = schedule.pausedReason === null ? '' : ` (${schedule.pausedReason})`
      const because: Reason = { words: `the schedule was paused${note}`, code: 'paused' }
      const kind = after === 'run-once' ? 'run-once' : 'run-all'
      const missed = { kind, maxLatenessMs: Number.MAX_SAFE_INTEGER, max: mostAfterPause } as const
      const policies = after === 'skip' ? schedule.policies : { ...schedule.policies, missed }
      // A slot whose start jitter put after now is passed over like the others.
      const { jitterMs: _jitter, ...bounds } = schedule.policies.bounds
      const nextAt = nextWithin(schedule.trigger, bounds, from)
      const plan = planDueSlots(
        { ...schedule, policies: { ...policies, bounds }, nextAt, timeZone: clock.timeZone() },
        { ...moment(), because, ...(after === 'skip' && { setAside: { kind: 'skipped', ...because } }) },
      )
      const ran = settleAll(schedule, plan.slots, work)
      if (ran > 0) stores.schedules.advance(schedule.id, null, null, ran)
    },

    /**
     * Whether the next slot is not the one that the trigger gives now: the clock was set back, or the rules of a zone have
     * changed since it was worked out. Also where there was none left for a clock that ran ahead of the last one.
     */
    isOff(id: string): boolean {
      const schedule = stores.schedules.get(id)
      if (!schedule?.enabled || (schedule.nextAt !== null && schedule.nextAt <= clock.now())) return false
      return nextSlot(schedule, clock.now()) !== schedule.nextAt
    },

    /** Puts a next slot right that is off. Slots that have their row are passed over when they come again. */
    correct(id: string, work: Work): void {
      const schedule = stores.schedules.get(id)
      if (!schedule || !ledger.isOff(id)) return
      const next = nextSlot(schedule, clock.now())
      stores.schedules.advance(id, next, ledger.startOf(schedule, next), 0)
      moved(id, work)
    },

    /** The slot that has come and has not started, because jitter put its start later, gets a row that says what came first. */
    drop({ id }: Schedule, words: string, work: Work): void {
      const schedule = stores.schedules.get(id)
      const now = clock.now()
      if (!schedule || schedule.nextAt === null || schedule.nextAt > now) return
      const due = `due ${shortWords(schedule.nextAt, now, clock.timeZone())}`
      const disposition = { kind: 'skipped', words: `${due}: ${words}`, code: 'replaced' } as const
      settle(schedule, { nominalAt: schedule.nextAt, disposition }, work)
    },

    /** Moves an enabled schedule with the system's clock into another zone: the same local times there, from now on. */
    moveZone(id: string, timeZone: string, work: Work): void {
      ledger.advance(id, work)
      const schedule = stores.schedules.get(id)
      if (schedule?.trigger.kind !== 'cron') return
      ledger.drop(schedule, 'the time zone changed before it started', work)
      const before = schedule.trigger.timeZone
      const trigger = { ...schedule.trigger, timeZone }
      const now = clock.now()
      const nextAt = schedule.nextAt === null ? null : nextWithin(trigger, schedule.policies.bounds, now)
      const changed = { ...schedule, trigger, nextAt, updatedAt: now }
      stores.schedules.update(changed, ledger.startOf(changed, nextAt), null)
      const text = `The system's time zone changed from ${before} to ${timeZone}`
      stores.scheduleEvents.add({ scheduleId: schedule.id, at: now, kind: 'zone', text })
      moved(schedule.id, work)
    },
  }
  return ledger
}
