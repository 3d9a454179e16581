import { z } from 'zod'
import type { Schedule } from '../../../src-shared/domain/schedule.ts'
import { RouteFailure } from '../../platform/route-failure.ts'
import { defineTool } from './define-tool.ts'
import { plainLine } from './plain-line.ts'
import { type CommitContext, type ScheduleDesk, toolError, toolSuccess } from './tool.ts'

const inputSchema = z
  .strictObject({
    title: z
      .string()
      .trim()
      .min(1, 'Give the schedule a title.')
      .max(200)
      .describe('What it is, in a few words.'),
    when: z
      .string()
      .trim()
      .min(1, 'Say when.')
      .max(1000)
      .describe(
        'When, in plain words: "in 2 minutes", "tomorrow at 9", "every weekday at 8:30", "every 2 hours".',
      ),
    remind: z
      .string()
      .trim()
      .min(1, 'Say what the reminder should say.')
      .max(10_000)
      .optional()
      .describe('A fixed text to show the user at that time. Give either this or instruction.'),
    instruction: z
      .string()
      .trim()
      .min(1, 'Say what should be done.')
      .max(100_000)
      .optional()
      .describe('What the assistant should do at that time, complete in itself. Give either this or remind.'),
    context: z
      .enum(['fresh', 'shared', 'here'])
      .optional()
      .describe(
        'With instruction, what each run knows. fresh (default): nothing of earlier runs. shared: a running diary of ' +
          'all its runs. here: it works in this conversation.',
      ),
  })
  .refine((input) => (input.remind === undefined) !== (input.instruction === undefined), {
    error: 'Give exactly one of remind (a fixed text for the user) and instruction (work for the assistant)',
  })
type Input = z.infer<typeof inputSchema>
type When = ReturnType<ScheduleDesk['parseWhen']>

export const scheduleTaskTool = defineTool<Input>({
  name: 'schedule_task',
  description:
    'Make a schedule: a reminder that is shown at a time, or work that you will do at a time, once or again and ' +
    'again. Use it when the user asks for something later or regularly. The result says how the time was ' +
    'understood: tell it to the user.',
  schema: inputSchema,
  effect: 'commit',
  label: ({ title, when }) => `Schedule “${title}” (${when})`,
  commit(input, context) {
    let when: When
    try {
      when = context.schedules.parseWhen(input.when)
    } catch (error) {
      // Reading words writes nothing, so whatever it says can go to the model without harm to the transaction.
      const reason = error instanceof Error ? error.message : 'The time was not understood.'
      return toolError(`Nothing was scheduled. ${reason} Say "when" in other words.`)
    }
    return create(input, when, context)
  },
})

function create(input: Input, when: When, context: CommitContext) {
  let schedule: Schedule
  try {
    schedule = context.schedules.create({ title: input.title, ...when, action: actionOf(input) })
  } catch (error) {
    // A refusal comes before any row is written. Anything else must roll the transaction back.
    if (error instanceof RouteFailure) return toolError(`Nothing was scheduled. ${error.message}`)
    throw error
  }
  const { words, next } = context.schedules.describe(schedule)
  return toolSuccess(`Scheduled "${plainLine(schedule.title)}": ${words}. Next: ${next}. Id: ${schedule.id}`)
}

function actionOf(input: Input) {
  if (input.remind !== undefined) return { kind: 'notify', text: input.remind } as const
  // The schema holds exactly one of the two.
  return { kind: 'assist', instruction: input.instruction ?? '', context: input.context ?? 'fresh' } as const
}
