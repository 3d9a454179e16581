import { z } from 'zod'
import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import type { Schedule } from '../../../../src-shared/domain/schedule.ts'
import { harmless } from '../../../permissions/operation.ts'
import { RouteFailure } from '../../../platform/route-failure.ts'
import { defineTool } from '../define-tool.ts'
import { plainLine } from '../plain-line.ts'
import { type AnyTool, type CommitContext, toolError, toolSuccess, type When } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'

const zoneSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .optional()
  .describe(
    'An IANA time zone, only when the user named a place. Default: the user’s own, wherever that is then.',
  )

const triggerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('once'),
    at: z.string().trim().min(1).max(40).describe('Local date and time: 2026-11-23T09:00'),
    timeZone: zoneSchema,
  }),
  z.strictObject({
    kind: z.literal('interval'),
    minutes: z.number().int().min(1).max(5_256_000).describe('Minutes between two fires, counted from now.'),
  }),
  z.strictObject({
    kind: z.literal('cron'),
    expression: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe('5 fields, or 6 with seconds first; L, W and # work: "0 9 * * 1-5"'),
    timeZone: zoneSchema,
  }),
])

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
      .optional()
      .describe(
        'When, in plain words: "in 2 minutes", "tomorrow at 9", "every weekday at 8:30", "every 2 hours", ' +
          '"mondays at 18:00 until 1 march". Give either this or trigger.',
      ),
    trigger: triggerSchema
      .optional()
      .describe('When, exactly, for what words cannot say. Give either this or when.'),
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
  .refine((input) => (input.when === undefined) !== (input.trigger === undefined), {
    error: 'Give exactly one of when (plain words) and trigger (an exact time)',
  })
  .refine((input) => (input.remind === undefined) !== (input.instruction === undefined), {
    error: 'Give exactly one of remind (a fixed text for the user) and instruction (work for the assistant)',
  })
type Input = z.infer<typeof inputSchema>

export const scheduleTaskName = 'schedule_task'

/** `triggerOf` reads words without making anything of them; `null` where they are no time. */
export function scheduleTaskTool({ triggerOf }: Pick<ToolRooms, 'triggerOf'>): AnyTool {
  return defineTool<Input>({
    name: scheduleTaskName,
    description:
      'Make a schedule: a reminder that is shown at a time, or work that you will do at a time, once or again and ' +
      'again. Use it when the user asks for something later or regularly. It is armed at once, and the user gets a card ' +
      'on which to save, change or cancel it. The result says how the time was understood: tell it to the user.',
    schema: inputSchema,
    title: 'Make a schedule',
    effects: [],
    kind: 'commit',
    label,
    operation(input, place) {
      const trigger = input.when === undefined ? input.trigger : triggerOf(input.when)
      // Nobody watches a run: what it sets going for ever must be the user's wish.
      const asks = place.runId !== null && trigger != null && trigger.kind !== 'once'
      const mustAsk = asks ? 'A run in the background wants to make a schedule that repeats.' : null
      // What it will be told to do then can be what a page said now; a reminder is only shown.
      return Promise.resolve({ ...harmless(label(input)), mustAsk, sends: input.instruction !== undefined })
    },
    commit(input, context) {
      let when: When
      try {
        when = readWhen(input, context)
      } catch (error) {
        // Reading a time writes nothing, so whatever it says can go to the model without harm to the transaction.
        const reason = error instanceof Error ? error.message : 'The time was not understood.'
        const way = input.trigger ? 'Correct "trigger", or say it in words as "when".' : otherWay
        return toolError(`Nothing was scheduled. ${reason} ${way}`)
      }
      return create(input, when, context)
    },
  })
}

function label(input: Input): string {
  return `Schedule “${input.title}” (${whenWords(input)})`
}

const otherWay = 'Say "when" in other words, or give "trigger" in its place.'

function readWhen({ when, trigger }: Input, { schedules }: CommitContext): When {
  // The schema holds exactly one of the two.
  return trigger === undefined ? schedules.parseWhen(when ?? '') : schedules.readTrigger(trigger)
}

/** The time as it was given, for the label: what it comes to is in the result. */
function whenWords({ when, trigger }: Input): string {
  if (when !== undefined) return when
  switch (trigger?.kind) {
    case undefined:
      return ''
    case 'once':
      return [trigger.at.replace('T', ' '), trigger.timeZone ?? []].flat().join(' ')
    case 'interval':
      return `every ${trigger.minutes} minutes`
    case 'cron':
      return [trigger.expression, trigger.timeZone ?? []].flat().join(' ')
    default:
      return assertNever(trigger)
  }
}

function create(input: Input, when: When, context: CommitContext) {
  let schedule: Schedule
  try {
    schedule = context.schedules.create({ title: input.title, when, action: actionOf(input) })
  } catch (error) {
    // A refusal comes before any row is written. Anything else must roll the transaction back.
    if (error instanceof RouteFailure) return toolError(`Nothing was scheduled. ${error.message}`)
    throw error
  }
  const { words, next } = context.schedules.describe(schedule)
  return toolSuccess(
    `Scheduled "${plainLine(schedule.title)}": ${words}. Next: ${next}. Id: ${schedule.id}\n` +
      'It is armed already. The user sees it on a card with Save, Change and Cancel.',
  )
}

function actionOf(input: Input) {
  if (input.remind !== undefined) return { kind: 'notify', text: input.remind } as const
  // The schema holds exactly one of the two.
  return { kind: 'assist', instruction: input.instruction ?? '', context: input.context ?? 'fresh' } as const
}
