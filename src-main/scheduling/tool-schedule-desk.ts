import type { Bounds, PoliciesPatch, Schedule, Trigger } from '../../src-shared/domain/schedule.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Delivery } from '../inbox/delivery.ts'
import { badInput, notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { scheduleTaskName } from '../turns/tools/schedules/schedule-task.ts'
import { wakeUpLaterName } from '../turns/tools/schedules/wake-up-later.ts'
import type { ScheduleDesk, When } from '../turns/tools/tool.ts'
import { describeBounds, describeTrigger } from './describe-trigger.ts'
import { readGivenTrigger } from './given-trigger.ts'
import { parseWhen } from './parse-words/parse-when.ts'
import type { ScheduleService } from './schedule-service.ts'

const day = 86_400_000
/** How many wake-ups one turn may make, and one conversation within a day: what waits in a loop must end. */
const mostWakeUpsOfTurn = 3
const mostWakeUpsOfDay = 48
/** How many schedules with work all runs together may make within a day: one that makes two that make two must end. */
const mostSchedulesOfRuns = 50

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

  /** A wake-up may do what the turn that wants it may do, and no more. */
  const policiesOf = ({ runId, conversationId }: Turn): PoliciesPatch => {
    const policies = runId === null ? undefined : stores.runs.policies(runId)
    if (policies) {
      const { permission, tools, budget, retry, result, questionDeadline, questionReminderMs } = policies
      return { permission, tools, budget, retry, result, questionDeadline, questionReminderMs }
    }
    const conversation = stores.conversations.get(conversationId)
    return conversation ? { permission: conversation.permission, tools: conversation.tools } : {}
  }

  const refuseTooMany = ({ id, conversationId }: Turn): void => {
    const { toolCalls } = stores
    if (toolCalls.doneOfTurn(id, wakeUpLaterName) >= mostWakeUpsOfTurn) {
      throw badInput(
        `A turn may come back at most ${mostWakeUpsOfTurn} times. End it with what you know; the next one can go on.`,
      )
    }
    const since = clock.now() - day
    if (toolCalls.doneOfConversation(conversationId, wakeUpLaterName, since) >= mostWakeUpsOfDay) {
      throw badInput(
        `This conversation has come back ${mostWakeUpsOfDay} times within a day, which is the most. Ask the user how to go on.`,
      )
    }
  }

  const refuseTooManyOfRuns = (): void => {
    if (stores.toolCalls.doneOfRuns(scheduleTaskName, clock.now() - day) >= mostSchedulesOfRuns) {
      throw badInput(
        `Runs in the background have made ${mostSchedulesOfRuns} schedules within a day, which is the most. Ask the user how to go on.`,
      )
    }
  }

  return (turn: Turn, work: Work): ScheduleDesk => {
    const run = turn.runId === null ? undefined : stores.runs.get(turn.runId)
    const deliverTo = run?.deliverTo ?? turn.conversationId
    const workingDirectory = stores.sessions.get(turn.sessionId)?.workingDirectory ?? null
    /** Its card stands in the visible conversation, and so does what it brings. */
    const make = (draft: Omit<Parameters<ScheduleService['create']>[0], 'deliverTo'>): Schedule => {
      const visible = stores.conversations.get(deliverTo)?.kind === 'chat' ? { deliverTo } : {}
      const schedule = schedules.create({ ...draft, ...visible }, work, { confirmed: false })
      const { words, next } = describe(schedule)
      const about = { runId: turn.runId, questionId: null, scheduleId: schedule.id }
      delivery.notice(
        schedule.deliverTo,
        { kind: 'schedule', title: draft.title, text: `${words}. Next: ${next}.`, ...about },
        work,
      )
      return schedule
    }
    const folderOf = workingDirectory === null ? {} : { workingDirectory }

    return {
      create({ title, when: { trigger, bounds, followsSystemZone }, action }) {
        if (action.kind === 'assist' && run) refuseTooManyOfRuns()
        const folder = action.kind === 'assist' ? folderOf : {}
        return make({
          title,
          trigger,
          followsSystemZone,
          action: { ...action, ...folder },
          policies: { bounds },
        })
      },
      wakeUp({ title, when: { trigger, bounds }, instruction }) {
        refuseTooMany(turn)
        const { conversationId } = turn
        const action = { kind: 'assist', instruction, context: 'here', conversationId, ...folderOf } as const
        return make({ title, trigger, action, policies: { ...policiesOf(turn), bounds } })
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
