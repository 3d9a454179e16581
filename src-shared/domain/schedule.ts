import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'

const hours = 3_600_000

/** When a schedule fires. `cron` has 5 fields, or 6 with seconds first, judged in the IANA zone `timeZone`. */
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
  }),
])
export type Action = z.infer<typeof actionSchema>

const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Excluded dates are written YYYY-MM-DD.')

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
const permissionSchema = z.enum(['ask', 'read-only', 'allow-listed', 'full'])
const resultSchema = z.enum(['notify', 'quiet', 'silent'])
const retrySchema = z.strictObject({ max: z.number().int().min(0).max(20).default(4) })
export const budgetSchema = z.strictObject({
  steps: z.number().int().min(1).optional(),
  tokens: z.number().int().min(1).optional(),
  costMicroUsd: z.number().int().min(1).optional(),
  wallMs: z.number().int().min(1000).optional(),
  costPerDayMicroUsd: z.number().int().min(1).optional(),
})
export type Budget = z.infer<typeof budgetSchema>
const questionDeadlineSchema = z.strictObject({
  afterMs: z.number().int().min(1000),
  then: z.enum(['deny', 'default', 'fail']),
})
const boundsSchema = z.strictObject({
  notBefore: instantSchema.optional(),
  notAfter: instantSchema.optional(),
  maxRuns: z.number().int().min(1).optional(),
  exclude: z.array(localDate).max(1000).optional(),
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
  permission: permissionSchema.default('ask'),
  result: resultSchema.default('notify'),
  retry: retrySchema.prefault({}),
  budget: budgetSchema.default({ steps: 50 }),
  questionDeadline: questionDeadlineSchema.optional(),
  bounds: boundsSchema.default({}),
})
export type Policies = z.infer<typeof policiesSchema>

/** The policies of a schedule for which nothing was chosen: the first value of each row in the glossary. */
export const defaultPolicies: Policies = policiesSchema.parse({})

/** Any subset; what is left out keeps its present value (update) or its default (create). */
export const policiesPatchSchema = z.strictObject({
  missed: missedSchema.optional(),
  overlap: overlapSchema.optional(),
  permission: permissionSchema.optional(),
  result: resultSchema.optional(),
  retry: retrySchema.optional(),
  budget: budgetSchema.optional(),
  /** `null` removes the deadline. */
  questionDeadline: questionDeadlineSchema.nullable().optional(),
  bounds: boundsSchema.optional(),
})
export type PoliciesPatch = z.infer<typeof policiesPatchSchema>

export const scheduleSchema = z.object({
  id: idSchema,
  title: z.string(),
  action: actionSchema,
  trigger: triggerSchema,
  policies: policiesSchema,
  enabled: z.boolean(),
  pausedReason: z.string().nullable(),
  /** The visible conversation that gets the results. */
  deliverTo: idSchema,
  nextAt: instantSchema.nullable(),
  lastRunId: idSchema.nullable(),
  runsCount: z.number().int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
})
export type Schedule = z.infer<typeof scheduleSchema>
