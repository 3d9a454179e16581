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
import type { Work } from '../store/unit-of-work.ts'
import { checkBounds, checkTrigger } from './check-trigger.ts'
import { nextWithin } from './next-within.ts'
import { nextInstants } from './preview.ts'

/** The most that one backfill runs. */
const backfillLimit = 100

export type ScheduleService = ReturnType<typeof createScheduleService>

/** What is done to schedules. Every call that changes something is part of the caller's transaction. */
export function createScheduleService(
  core: Core,
  parts: { readonly runs: RunDesk; readonly rearm: () => void },
) {
  const { stores, clock, ids } = core

  const get = (id: string): Schedule => {
    const schedule = stores.schedules.get(id)
    if (!schedule) throw notFound('There is no such schedule. It may have been removed.')
    return schedule
  }
  const first = (trigger: Trigger, policies: Policies, runsCount: number): number | null => {
    const { maxRuns } = policies.bounds
    if (maxRuns !== undefined && runsCount >= maxRuns) return null
    return nextWithin(trigger, policies.bounds, clock.now())
  }
  const check = (trigger: Trigger | undefined, policies: Policies): void => {
    const problem =
      (trigger && checkTrigger(trigger, clock.now(), clock.timeZone())) ?? checkBounds(policies.bounds)
    if (problem != null) throw badInput(problem)
  }
  const checkPlace = (deliverTo: string): string => {
    if (stores.conversations.get(deliverTo)?.kind !== 'chat') {
      throw notFound(
        'The conversation to deliver to does not exist. Choose another one, or leave it out for a new one.',
      )
    }
    return deliverTo
  }
  const anchoredNow = (trigger: Trigger): Trigger => anchored(trigger, clock.now())
  const written = (id: string, work: Work): Schedule => {
    const schedule = get(id)
    work.publish('schedule.changed', schedule)
    work.afterCommit(parts.rearm)
    return schedule
  }
  const folderOf = (action: Action): string | null =>
    action.kind === 'assist' ? (action.workingDirectory ?? null) : null
  /** A folder need not be there yet; a relative one would depend on where Dormouse was started. */
  const checkFolder = (action: Action): void => {
    const folder = folderOf(action)
    if (folder !== null && !isAbsolute(folder))
      throw badInput('Give the working directory as an absolute path.')
  }

  return {
    get,
    list: (id?: string): Schedule[] => (id === undefined ? stores.schedules.list() : [get(id)]),

    create(input: CreateSchedule, work: Work): Schedule {
      const policies = mergePolicies(policiesSchema.parse({}), input.policies)
      check(input.trigger, policies)
      checkFolder(input.action)
      const trigger = anchoredNow(input.trigger)
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
        createdAt: now,
        updatedAt: now,
      }
      stores.schedules.insert(schedule)
      return written(schedule.id, work)
    },

    /** Editing the time recomputes the next fire and keeps the rest; editing anything else keeps the next fire. */
    update(input: UpdateSchedule, work: Work): Schedule {
      const before = get(input.id)
      const policies = mergePolicies(before.policies, input.policies)
      check(input.trigger, policies)
      if (input.action !== undefined) checkFolder(input.action)
      const trigger = input.trigger === undefined ? before.trigger : anchoredNow(input.trigger)
      const enabled = input.enabled ?? before.enabled
      const moved =
        input.trigger !== undefined || input.policies?.bounds !== undefined || enabled !== before.enabled
      const nextAt = !enabled ? null : moved ? first(trigger, policies, before.runsCount) : before.nextAt
      stores.schedules.update({
        ...before,
        title: input.title ?? before.title,
        action: input.action ?? before.action,
        trigger,
        policies,
        enabled,
        pausedReason: enabled ? null : (before.pausedReason ?? 'Paused by you'),
        deliverTo: input.deliverTo === undefined ? before.deliverTo : checkPlace(input.deliverTo),
        nextAt,
        updatedAt: clock.now(),
      })
      return written(before.id, work)
    },

    /** A run under way goes on and does not bring the schedule back; one that has not begun never does. History stays. */
    remove(id: string, work: Work): Schedule {
      const schedule = get(id)
      parts.runs.dropQueued(id, work)
      stores.schedules.remove(id)
      work.publish('schedule.changed', { id, removed: true })
      work.afterCommit(parts.rearm)
      return schedule
    },

    pause(id: string, reason: string | undefined, work: Work): Schedule {
      const before = get(id)
      const pausedReason = reason ?? 'Paused by you'
      stores.schedules.update({
        ...before,
        enabled: false,
        pausedReason,
        nextAt: null,
        updatedAt: clock.now(),
      })
      return written(id, work)
    },

    resume(id: string, work: Work): Schedule {
      const before = get(id)
      if (before.enabled) return before
      const nextAt = first(before.trigger, before.policies, before.runsCount)
      stores.schedules.update({
        ...before,
        enabled: true,
        pausedReason: null,
        nextAt,
        updatedAt: clock.now(),
      })
      return written(id, work)
    },

    /** The same policies as a fire; neither moves the next fire nor resumes a paused schedule. */
    runNow(id: string, work: Work): Run {
      const run = parts.runs.fire(get(id), { nominalAt: clock.now(), origin: 'run-now', late: null }, work)
      work.publish('schedule.changed', get(id))
      return run
    },

    /** A run for every slot in (from, to] that has none, oldest first, one after the other. */
    backfill(id: string, from: number, to: number, work: Work): Run[] {
      const schedule = get(id)
      if (to <= from) throw badInput('The end of the range must be after its start.')
      if (to > clock.now()) throw badInput('A backfill makes up for the past: the range must end before now.')
      const after = {
        after: from,
        count: backfillLimit + 1,
        bounds: schedule.policies.bounds,
        timeZone: clock.timeZone(),
      }
      const slots = nextInstants(schedule.trigger, after).filter((at) => at <= to)
      if (slots.length > backfillLimit)
        throw badInput(`This range has more than ${backfillLimit} times. Choose a shorter one.`)
      const queueing: Schedule = { ...schedule, policies: { ...schedule.policies, overlap: 'queue-all' } }
      const missing = slots.filter((nominalAt) => !stores.runs.bySlot(id, nominalAt))
      const late = 'Made up for afterwards'
      return missing.map((nominalAt) =>
        parts.runs.fire(queueing, { nominalAt, origin: 'backfill', late }, work),
      )
    },
  }
}

/** The policies with the patch's fields in place of theirs; a `null` deadline removes it. */
function mergePolicies(base: Policies, patch: PoliciesPatch = {}): Policies {
  const { questionDeadline, ...rest } = patch
  const { questionDeadline: before, ...kept } = base
  const deadline = questionDeadline === undefined ? before : questionDeadline
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return { ...kept, ...given, ...(deadline ? { questionDeadline: deadline } : {}) }
}

/** An interval counts from the moment it is set up, unless it says from when. */
export function anchored(trigger: Trigger, now: number): Trigger {
  return trigger.kind === 'interval' && trigger.anchor === undefined ? { ...trigger, anchor: now } : trigger
}
