import { z } from 'zod'
import { idSchema, instantSchema, timeOfDaySchema } from './instant.ts'
import { permissionPolicySchema, toolAccessSchema } from './permission.ts'

const hours = 3_600_000

const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written YYYY-MM-DD.')

/**
 * Every `count`-th day, week (Monday to Sunday) or month of the calendar, counted from the one that holds the local date
 * `from`, which is counted itself: "every other week", which no cron expression can say.
 */
const strideSchema = z.strictObject({
  count: z.number().int().min(2).max(1000),
  unit: z.enum(['day', 'week', 'month']),
  from: localDate,
})
export type Stride = z.infer<typeof strideSchema>

/**
 * When a schedule fires. `cron` has 5 fields, or 6 with seconds first, judged in the IANA zone `timeZone`; with `every`
 * only the days within every count-th day, week or month fire.
 */
export const triggerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), at: instantSchema }),
  z.strictObject({
    kind: z.literal('interval'),
    everyMs: z
      .number()
      .int()
      .min(1000, 'An interval must be at least one second (everyMs >= 1000).')
      .max(366 * 24 * hours * 10, 'An interval must be at most ten years.'),
    anchor: instantSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('cron'),
    expression: z.string().min(1).max(200),
    timeZone: z.string().min(1).max(100),
    every: strideSchema.optional(),
  }),
])
export type Trigger = z.infer<typeof triggerSchema>

export const runContextSchema = z.enum(['fresh', 'shared', 'here'])
export type RunContext = z.infer<typeof runContextSchema>

export const actionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('notify'),
    text: z.string().trim().min(1, 'Say what the reminder should say.').max(10_000),
  }),
  z.strictObject({
    kind: z.literal('assist'),
    instruction: z.string().trim().min(1, 'Say what the assistant should do.').max(100_000),
    context: runContextSchema.default('fresh'),
    workingDirectory: z.string().min(1).max(4096).optional(),
    connectionId: idSchema.optional(),
    model: z.string().min(1).max(200).optional(),
    continuity: z.boolean().optional(),
    /** Each run works in a git worktree of its own and ends with a branch. */
    worktree: z.boolean().optional(),
    /** With `here`: the conversation to work in, where it is not the one that gets the results. */
    conversationId: idSchema.optional(),
  }),
])
export type Action = z.infer<typeof actionSchema>

const missedSchema = z.strictObject({
  kind: z.enum(['run-once', 'skip', 'run-all']).default('run-once'),
  /** Milliseconds after its nominal instant at which a slot is too late to run. */
  maxLatenessMs: z
    .number()
    .int()
    .min(0)
    .default(24 * hours),
  /** With `run-all`: how many missed slots run at most, the newest ones. */
  max: z.number().int().min(1).max(1000).optional(),
})
export const overlapSchema = z.enum(['skip', 'queue-one', 'queue-all', 'cancel-previous', 'allow'])
const resultSchema = z.enum(['notify', 'quiet', 'silent'])
const retrySchema = z.strictObject({ max: z.number().int().min(0).max(20).default(4) })
export const budgetSchema = z.strictObject({
  steps: z.number().int().min(1).optional(),
  tokens: z.number().int().min(1).optional(),
  costMicroUsd: z.number().int().min(1).optional(),
  wallMs: z.number().int().min(1000).optional(),
  costPerDayMicroUsd: z.number().int().min(1).optional(),
  tokensPerDay: z.number().int().min(1).optional(),
})
export type Budget = z.infer<typeof budgetSchema>

/**
 * Every limit that a turn can reach: those of its schedule's budget, those of everything in a day (settings), and
 * `repeats`, the same call with the same result again and again.
 */
export const limitNameSchema = z.enum([
  'steps',
  'tokens',
  'costMicroUsd',
  'wallMs',
  'costPerDayMicroUsd',
  'tokensPerDay',
  'dailyCostMicroUsd',
  'dailyTokens',
  'repeats',
])
export type LimitName = z.infer<typeof limitNameSchema>

/** Limits by name, each in its own unit: model calls, tokens, µ$, milliseconds, times. */
export type Limits = { readonly [K in LimitName]?: number | undefined }
const questionDeadlineSchema = z.strictObject({
  afterMs: z.number().int().min(1000),
  then: z.enum(['deny', 'default', 'fail']),
})
const boundsSchema = z.strictObject({
  notBefore: instantSchema.optional(),
  notAfter: instantSchema.optional(),
  maxRuns: z.number().int().min(1).optional(),
  exclude: z.array(localDate).max(1000).optional(),
  /**
   * The hours in which it may run, local times in the schedule's zone, `to` exclusive; `from` after `to` spans midnight.
   * Outside of them are its quiet hours.
   */
  hours: z.strictObject({ from: timeOfDaySchema, to: timeOfDaySchema }).optional(),
  /** Every slot is started up to so many milliseconds late, by an amount that is always the same for the same slot. */
  jitterMs: z
    .number()
    .int()
    .min(0)
    .max(24 * hours)
    .optional(),
})
export type Bounds = z.infer<typeof boundsSchema>

export const policiesSchema = z.strictObject({
  missed: missedSchema.prefault({}),
  overlap: overlapSchema.default('skip'),
  permission: permissionPolicySchema.default('ask'),
  /** MCP servers, trusted sources and hosts of this schedule's runs. */
  tools: toolAccessSchema.default({}),
  result: resultSchema.default('notify'),
  retry: retrySchema.prefault({}),
  budget: budgetSchema.default({ steps: 50 }),
  questionDeadline: questionDeadlineSchema.optional(),
  /** Reminds once of a question that is open for so long, in milliseconds; 0 never, left out: as the settings say. */
  questionReminderMs: z.number().int().min(0).optional(),
  bounds: boundsSchema.default({}),
})
export type Policies = z.infer<typeof policiesSchema>

/** The policies of a schedule for which nothing was chosen: the first value of each row in the glossary. */
export const defaultPolicies: Policies = policiesSchema.parse({})

/** Any subset; what is left out keeps its present value (update) or its default (create). */
export const policiesPatchSchema = z.strictObject({
  missed: missedSchema.optional(),
  overlap: overlapSchema.optional(),
  permission: permissionPolicySchema.optional(),
  tools: toolAccessSchema.optional(),
  result: resultSchema.optional(),
  retry: retrySchema.optional(),
  budget: budgetSchema.optional(),
  /** `null` removes the deadline. */
  questionDeadline: questionDeadlineSchema.nullable().optional(),
  /** `null` goes back to what the settings say. */
  questionReminderMs: z.number().int().min(0).nullable().optional(),
  bounds: boundsSchema.optional(),
})
export type PoliciesPatch = z.infer<typeof policiesPatchSchema>

export const scheduleSchema = z.object({
  id: idSchema,
  title: z.string(),
  action: actionSchema,
  trigger: triggerSchema,
  /** Whether a cron trigger moves with the system's time zone. Its `timeZone` is then the system's of the moment. */
  followsSystemZone: z.boolean(),
  policies: policiesSchema,
  enabled: z.boolean(),
  pausedReason: z.string().nullable(),
  /** The visible conversation that gets the results. */
  deliverTo: idSchema,
  nextAt: instantSchema.nullable(),
  lastRunId: idSchema.nullable(),
  runsCount: z.number().int(),
  /** `false` while its card in the conversation still offers Save, Change and Cancel. It is armed all the same. */
  confirmed: z.boolean(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
})
export type Schedule = z.infer<typeof scheduleSchema>
