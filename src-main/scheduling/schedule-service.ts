import { isAbsolute } from 'node:path'
import type { Run } from '../../src-shared/domain/run.ts'
import {
  type Action,
  policiesSchema,
  type PoliciesPatch,
  type Policies,
  type Schedule,
  type Trigger,
} from '../../src-shared/domain/schedule.ts'
import type { CreateSchedule, UpdateSchedule } from '../../src-shared/ipc/schedule-routes.ts'
import { badInput, notFound } from '../platform/route-failure.ts'
import type { RunDesk } from '../runs/run-desk.ts'
import { newChat } from '../runs/visible-conversation.ts'
import type { Core } from '../store/core.ts'
import type { ScheduleEventKind } from '../store/schedule-event-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import { checkBounds, checkTrigger } from './check-trigger.ts'
import { shortWords } from './instant-words.ts'
import { nextSlot } from './next-within.ts'
import { nextInstants } from './preview.ts'
import type { AfterPause, SlotLedger } from './slot-ledger.ts'

/** The most that one backfill runs. */
const backfillLimit = 100

export type ScheduleService = ReturnType<typeof createScheduleService>

/** What the callers inside the application may say of a schedule that they make. */
export interface MadeBy {
  /** `false` when the assistant made it: its card then offers Save, Change and Cancel. */
  readonly confirmed: boolean
}

/** What is done to schedules. Every call that changes something is part of the caller's transaction. */
export function createScheduleService(
  core: Core,
  parts: {
    readonly runs: RunDesk
    readonly slots: SlotLedger
    readonly rearm: () => void
    readonly hasConnection: (id: string) => boolean
  },
) {
  const { stores, clock, ids } = core
  const { runs, slots } = parts

  const get = (id: string): Schedule => {
    const schedule = stores.schedules.get(id)
    if (!schedule) throw notFound('There is no such schedule. It may have been removed.')
    return schedule
  }
  const first = (trigger: Trigger, policies: Policies, runsCount: number): number | null =>
    nextSlot({ trigger, policies, runsCount }, clock.now())
  /** `isNew`: the times are, and must leave something to come. What was set up once may have run its course. */
  const check = (trigger: Trigger, { bounds }: Policies, isNew: boolean): void => {
    const against = { trigger, now: clock.now(), timeZone: clock.timeZone() }
    const problem = isNew
      ? (checkTrigger(trigger, against.now, against.timeZone) ?? checkBounds(bounds, against))
      : checkBounds(bounds)
    if (problem !== null) throw badInput(problem)
  }
  const checkPlace = (deliverTo: string): string => {
    if (stores.conversations.get(deliverTo)?.kind !== 'chat') {
      throw notFound(
        'The conversation to deliver to does not exist. Choose another one, or leave it out for a new one.',
      )
    }
    return deliverTo
  }
  const folderOf = (action: Action): string | null =>
    action.kind === 'assist' ? (action.workingDirectory ?? null) : null
  /** A folder need not be there yet; a relative one would depend on where Dormouse was started. */
  const checkAction = (action: Action): void => {
    const folder = folderOf(action)
    if (folder !== null && !isAbsolute(folder))
      throw badInput('Give the working directory as an absolute path.')
    const connectionId = action.kind === 'assist' ? action.connectionId : undefined
    if (connectionId !== undefined && !parts.hasConnection(connectionId))
      throw badInput(
        'There is no such connection. Choose one of Settings → Models, or leave it out for the default.',
      )
  }
  /** Anchored where it counts from the moment it is set up, and in the system's zone where it follows that. */
  const settled = (trigger: Trigger, follows: boolean): Trigger => {
    if (trigger.kind === 'cron' && follows) return { ...trigger, timeZone: clock.timeZone() }
    return anchored(trigger, clock.now())
  }
  const note = (scheduleId: string, kind: ScheduleEventKind, text: string): void =>
    stores.scheduleEvents.add({ scheduleId, at: clock.now(), kind, text })
  const write = (schedule: Schedule, pausedAt: number | null, work: Work): Schedule => {
    stores.schedules.update(schedule, slots.startOf(schedule, schedule.nextAt), pausedAt)
    return written(schedule.id, work)
  }
  const written = (id: string, work: Work): Schedule => {
    const schedule = get(id)
    work.publish('schedule.changed', schedule)
    work.afterCommit(parts.rearm)
    return schedule
  }
  /** As it is once everything is settled that was due under the rules of before. */
  const upToDate = (id: string, work: Work): Schedule => {
    if (get(id).enabled) slots.advance(id, work)
    return get(id)
  }
  /**
   * Since when it is paused, if it is from now on. A slot that has come and whose start jitter put later is the first that
   * the pause passes over.
   */
  const sincePause = ({ id, enabled, nextAt }: Schedule): number | null =>
    enabled ? Math.min(clock.now(), (nextAt ?? Infinity) - 1) : stores.schedules.pausedAt(id)
  /** What a paused schedule has passed over gets its rows before its rules change or it goes on. */
  const settlePause = (schedule: Schedule, after: AfterPause, work: Work): Schedule => {
    const since = stores.schedules.pausedAt(schedule.id)
    if (since !== null) slots.passOver(schedule, since, after, work)
    return get(schedule.id)
  }
  /** Takes back every standing permission of the schedule, also where one is just asked for; says whether there was one. */
  const revokeGrants = (scheduleId: string, work: Work): boolean => {
    for (const question of stores.questions.offerOnceOnly(scheduleId))
      work.publish('question.changed', question)
    const revoked = stores.grants.revokeOfSchedule(scheduleId)
    if (revoked) work.publish('grants.changed', { owner: scheduleId })
    return revoked
  }
  const goOn = (paused: Schedule, after: AfterPause, work: Work): Schedule => {
    const schedule = settlePause(paused, after, work)
    note(schedule.id, 'resumed', 'Resumed')
    // The system's zone may have changed while it rested.
    const trigger = settled(schedule.trigger, schedule.followsSystemZone)
    const nextAt = first(trigger, schedule.policies, schedule.runsCount)
    return { ...schedule, trigger, enabled: true, pausedReason: null, nextAt, updatedAt: clock.now() }
  }

  return {
    get,
    list: (id?: string): Schedule[] => (id === undefined ? stores.schedules.list() : [get(id)]),

    create(input: CreateSchedule, work: Work, { confirmed }: MadeBy = { confirmed: true }): Schedule {
      const policies = mergePolicies(policiesSchema.parse({}), input.policies)
      check(input.trigger, policies, true)
      checkAction(input.action)
      const followsSystemZone = input.trigger.kind === 'cron' && (input.followsSystemZone ?? false)
      const trigger = settled(input.trigger, followsSystemZone)
      const enabled = input.enabled ?? true
      const nextAt = enabled ? first(trigger, policies, 0) : null
      if (enabled && nextAt === null)
        throw badInput('This schedule would never run: its bounds leave no time for it.')
      const now = clock.now()
      const schedule: Schedule = {
        id: ids.next('schedule'),
        title: input.title,
        action: input.action,
        trigger,
        followsSystemZone,
        policies,
        enabled,
        pausedReason: enabled ? null : 'Made paused',
        deliverTo:
          input.deliverTo === undefined
            ? newChat(core, input.title, folderOf(input.action), work).id
            : checkPlace(input.deliverTo),
        nextAt,
        lastRunId: null,
        runsCount: 0,
        confirmed,
        createdAt: now,
        updatedAt: now,
      }
      stores.schedules.insert(schedule, slots.startOf(schedule, nextAt), enabled ? null : now)
      note(schedule.id, 'created', enabled ? 'Made' : 'Made paused')
      return written(schedule.id, work)
    },

    /** Editing the time recomputes the next fire and keeps the rest; editing anything else keeps the next fire. */
    update(input: UpdateSchedule, work: Work): Schedule {
      const old = upToDate(input.id, work)
      const policies = mergePolicies(old.policies, input.policies)
      const isNew = input.trigger !== undefined || input.policies?.bounds !== undefined
      check(input.trigger ?? old.trigger, policies, isNew)
      if (input.action !== undefined) checkAction(input.action)
      const given = input.trigger ?? old.trigger
      const followsSystemZone = given.kind === 'cron' && (input.followsSystemZone ?? old.followsSystemZone)
      const retimed = isNew || followsSystemZone !== old.followsSystemZone
      const enabled = input.enabled ?? old.enabled
      const isResumed = enabled && !old.enabled
      const trigger = retimed || isResumed ? settled(given, followsSystemZone) : old.trigger
      // What was passed over was passed over under the rules of before.
      const before = old.enabled || !(retimed || enabled) ? old : settlePause(old, 'skip', work)
      if (retimed && old.enabled) slots.drop(old, 'its times were changed before it started', work)
      const moved = retimed || enabled !== before.enabled
      const nextAt = !enabled ? null : moved ? first(trigger, policies, before.runsCount) : before.nextAt
      const now = clock.now()
      if (enabled !== before.enabled) {
        if (enabled) note(before.id, 'resumed', 'Resumed')
        else note(before.id, 'paused', 'Paused by you')
      }
      if (retimed) note(before.id, 'edited', 'Its times were changed')
      const pausedAt = enabled ? null : retimed ? now : sincePause(before)
      const changed: Schedule = {
        ...before,
        title: input.title ?? before.title,
        action: input.action ?? before.action,
        trigger,
        followsSystemZone,
        policies,
        enabled,
        pausedReason: enabled ? null : (before.pausedReason ?? 'Paused by you'),
        deliverTo: input.deliverTo === undefined ? before.deliverTo : checkPlace(input.deliverTo),
        nextAt,
        confirmed: true,
        updatedAt: now,
      }
      if (doesOtherWork(before, changed) && revokeGrants(before.id, work))
        note(before.id, 'edited', 'What it does was changed: what was always allowed is asked again')
      return write(changed, pausedAt, work)
    },

    /** A run under way goes on and does not bring the schedule back; one that has not begun never does. History stays. */
    remove(id: string, work: Work): Schedule {
      const schedule = get(id)
      slots.close(schedule, work)
      runs.dropQueued(id, work)
      stores.schedules.remove(id)
      revokeGrants(id, work)
      note(id, 'removed', 'Removed')
      work.publish('schedule.changed', { id, removed: true })
      work.afterCommit(parts.rearm)
      return schedule
    },

    pause(id: string, reason: string | undefined, work: Work): Schedule {
      const before = upToDate(id, work)
      const now = clock.now()
      const pausedReason = reason ?? before.pausedReason ?? 'Paused by you'
      const pausedAt = sincePause(before)
      if (before.enabled) note(id, 'paused', pausedReason)
      return write({ ...before, enabled: false, pausedReason, nextAt: null, updatedAt: now }, pausedAt, work)
    },

    /** `after` says what becomes of the slots since it was paused. */
    resume(id: string, after: AfterPause, work: Work): Schedule {
      const before = get(id)
      return before.enabled ? before : write(goOn(before, after, work), null, work)
    },

    /** The same policies as a fire; neither moves the next fire nor resumes a paused schedule. */
    runNow(id: string, work: Work): Run {
      const run = runs.fire(get(id), { nominalAt: clock.now(), origin: 'run-now', late: null }, work)
      work.publish('schedule.changed', get(id))
      return run
    },

    /**
     * Runs again, late, what failed for a reason that lay outside of it, as far as the missed policy lets late ones run.
     * A finished one-time schedule has its run made up for too.
     */
    makeUpFor(
      { scheduleId, nominalAt }: { scheduleId: string; nominalAt: number },
      why: string,
      work: Work,
    ): void {
      const schedule = stores.schedules.get(scheduleId)
      const now = clock.now()
      if (!schedule?.enabled) return
      const { missed } = schedule.policies
      if (missed.kind === 'skip' || now - nominalAt > missed.maxLatenessMs) return
      const words = `due ${shortWords(nominalAt, now, clock.timeZone())}: ${why}`
      const late = { words, code: 'model-unavailable' } as const
      runs.fire(schedule, { nominalAt: now, origin: 'run-now', late }, work)
    },

    /** Tries it now, touching nothing but the run's own rows. */
    rehearse: (id: string, work: Work): Run => runs.rehearse(get(id), work),

    /** A run for every slot in (from, to] that has not run, oldest first, one after the other. */
    backfill(id: string, from: number, to: number, work: Work): Run[] {
      const schedule = upToDate(id, work)
      if (to <= from) throw badInput('The end of the range must be after its start.')
      if (to > clock.now()) throw badInput('A backfill makes up for the past: the range must end before now.')
      const after = {
        after: from,
        count: backfillLimit + 1,
        bounds: schedule.policies.bounds,
        timeZone: clock.timeZone(),
      }
      const due = nextInstants(schedule.trigger, after).filter((at) => at <= to)
      if (due.length > backfillLimit)
        throw badInput(`This range has more than ${backfillLimit} times. Choose a shorter one.`)
      const queueing: Schedule = { ...schedule, policies: { ...schedule.policies, overlap: 'queue-all' } }
      return due.flatMap((nominalAt) => {
        const before = stores.runs.bySlot(id, nominalAt)
        // A row of many slots stays as it is, because it stands for the others too.
        if (before && (hasRun(before) || stores.runs.nominalUntil(before.id) !== null)) return []
        if (before) stores.runs.remove(before.id)
        const words = before ? `Made up for. It was ${before.status}: ${before.reason ?? ''}` : 'Made up for'
        const run = runs.fire(queueing, { nominalAt, origin: 'backfill', late: { words, code: null } }, work)
        if (before) stores.inbox.moveRun(before.id, run.id)
        return [run]
      })
    },
  }
}

/** Whether the slot's row is more than a note that it did not run. */
function hasRun({ status }: Run): boolean {
  return status !== 'missed' && status !== 'skipped'
}

/** The policies with the patch's fields in place of theirs; a `null` deadline removes it. */
function mergePolicies(base: Policies, patch: PoliciesPatch = {}): Policies {
  const { questionDeadline, questionReminderMs, ...rest } = patch
  const { questionDeadline: before, questionReminderMs: remindedBefore, ...kept } = base
  const deadline = questionDeadline === undefined ? before : questionDeadline
  const reminder = questionReminderMs === undefined ? remindedBefore : questionReminderMs
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...kept,
    ...given,
    ...(deadline ? { questionDeadline: deadline } : {}),
    ...(reminder == null ? {} : { questionReminderMs: reminder }),
  }
}

/**
 * Whether its runs do something else from now on, or with other means: what was allowed for good was allowed for the work
 * of before. A source that the user trusts changes neither.
 */
function doesOtherWork(before: Schedule, after: Schedule): boolean {
  const work = ({ action, policies: { tools } }: Schedule): string =>
    JSON.stringify([
      action.kind === 'assist' ? [action.instruction, action.workingDirectory] : action.kind,
      tools.mcpServers,
      tools.hosts,
    ])
  return work(before) !== work(after)
}

/** An interval counts from the moment it is set up, unless it says from when. */
export function anchored(trigger: Trigger, now: number): Trigger {
  return trigger.kind === 'interval' && trigger.anchor === undefined ? { ...trigger, anchor: now } : trigger
}
