import { z } from 'zod'
import { RouteFailure } from '../../../platform/route-failure.ts'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import { toolError, toolSuccess, type When } from '../tool.ts'

export const wakeUpLaterName = 'wake_up_later'

/** "I'll look again at 14:00": the same conversation, the same session, the same limits, at a later time. */
export const wakeUpLaterTool = defineTool({
  name: wakeUpLaterName,
  description:
    'Come back to this work once, at a later time, in this same conversation and with all that you know now. Use it when ' +
    'something is not ready yet: a build, a delivery, an answer of somebody. It makes a one-time schedule that the user ' +
    'sees and can cancel. Then end your turn with what you know so far. For something regular use schedule_task.',
  schema: z.strictObject({
    when: z
      .string()
      .trim()
      .min(1, 'Say when.')
      .max(200)
      .describe('When, in plain words: "in 20 minutes", "at 14:00", "tomorrow at 9".'),
    what: z
      .string()
      .trim()
      .min(1, 'Say what you will do then.')
      .max(10_000)
      .describe('What you will look at or do then, for yourself and for the user.'),
  }),
  title: 'Look again later',
  effects: [],
  kind: 'commit',
  label: ({ when, what }) => `Look again ${when}: ${what}`,
  commit({ when: words, what }, { schedules }) {
    let when: When
    try {
      when = schedules.parseWhen(words)
    } catch (error) {
      return toolError(
        `Nothing was scheduled. ${error instanceof Error ? error.message : 'No time.'} Say it otherwise.`,
      )
    }
    if (when.trigger.kind !== 'once') {
      return toolError(
        'Nothing was scheduled. This is for one time only; use schedule_task for what repeats.',
      )
    }
    try {
      const schedule = schedules.wakeUp({ title: plainLine(what, 80), when, instruction: what })
      const { next } = schedules.describe(schedule)
      return toolSuccess(
        `You will go on here: ${next}. Id: ${schedule.id}. The user sees it and can cancel it.`,
      )
    } catch (error) {
      // A refusal comes before any row is written. Anything else must roll the transaction back.
      if (error instanceof RouteFailure) return toolError(`Nothing was scheduled. ${error.message}`)
      throw error
    }
  },
})
