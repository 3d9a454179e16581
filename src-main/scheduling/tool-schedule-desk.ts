import type { Bounds, Schedule, Trigger } from '../../src-shared/domain/schedule.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Delivery } from '../inbox/delivery.ts'
import { badInput, notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { ScheduleDesk, When } from '../turns/tools/tool.ts'
import { describeBounds, describeTrigger } from './describe-trigger.ts'
import { readGivenTrigger } from './given-trigger.ts'
import { parseWhen } from './parse-words/parse-when.ts'
import type { ScheduleService } from './schedule-service.ts'

/**
 * What the assistant may do with schedules from inside a turn, as part of the turn's transaction. A schedule that it
 * makes reports to the visible conversation of the turn and leaves its card there, and nothing else. It is armed at once,
 * as a reminder in two minutes cannot wait for a click, and stays unconfirmed until the user has saved it.
 */
export function createToolScheduleDesk(core: Core, schedules: ScheduleService, delivery: Delivery) {
  const { stores, clock } = core

  const describe = (schedule: Schedule): { readonly words: string; readonly next: string } => {
    const timeZone = clock.timeZone()
    const bounds = describeBounds(schedule.policies.bounds, timeZone)
    const words = describeTrigger(schedule.trigger, { timeZone, now: clock.now() }) + bounds
    const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone })
    return { words, next: schedule.nextAt === null ? 'never again' : format.format(schedule.nextAt) }
  }

  /** Nobody who says "at nine" means the nine of a place that they have left. */
  const when = (trigger: Trigger, bounds: Bounds, namesZone: boolean): When => ({
    trigger,
    bounds,
    followsSystemZone: trigger.kind === 'cron' && !namesZone,
  })

  return (turn: Turn, work: Work): ScheduleDesk => {
    const run = turn.runId === null ? undefined : stores.runs.get(turn.runId)
    const deliverTo = run?.deliverTo ?? turn.conversationId
    const workingDirectory = stores.sessions.get(turn.sessionId)?.workingDirectory ?? null
    return {
      create({ title, when: { trigger, bounds, followsSystemZone }, action }) {
        const folder = action.kind === 'assist' && workingDirectory !== null ? { workingDirectory } : {}
        const visible = stores.conversations.get(deliverTo)?.kind === 'chat' ? { deliverTo } : {}
        const schedule = schedules.create(
          {
            title,
            trigger,
            followsSystemZone,
            action: { ...action, ...folder },
            policies: { bounds },
            ...visible,
          },
          work,
          { confirmed: false },
        )
        const { words, next } = describe(schedule)
        const about = { runId: turn.runId, questionId: null, scheduleId: schedule.id }
        delivery.notice(
          schedule.deliverTo,
          { kind: 'schedule', title, text: `${words}. Next: ${next}.`, ...about },
          work,
        )
        return schedule
      },
      list: () => schedules.list(),
      remove(id) {
        if (!stores.schedules.get(id))
          throw notFound('There is no schedule with this id. list_schedules gives the ids.')
        return schedules.remove(id, work)
      },
      parseWhen(words) {
        const reading = parseWhen(words, { now: clock.now(), timeZone: clock.timeZone() })
        if ('problem' in reading) throw badInput(reading.problem)
        return when(reading.trigger, reading.bounds, false)
      },
      readTrigger(given) {
        const reading = readGivenTrigger(given, clock.timeZone())
        if ('problem' in reading) throw badInput(reading.problem)
        return when(reading.trigger, {}, given.kind === 'cron' && given.timeZone !== undefined)
      },
      describe,
    }
  }
}
