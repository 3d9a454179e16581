import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { usageSchema } from './usage.ts'

export const runStatusSchema = z.enum([
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
  'missed',
  'superseded',
])
export type RunStatus = z.infer<typeof runStatusSchema>

export const runOriginSchema = z.enum(['schedule', 'run-now', 'chat', 'backfill'])
export type RunOrigin = z.infer<typeof runOriginSchema>

export const deliverySchema = z.enum(['pending', 'delivered', 'failed', 'none'])
export type Delivery = z.infer<typeof deliverySchema>

/**
 * Why a run is late, did not run, or was ended from outside; for filters and marks. `newer-slot`: a newer slot ran in its
 * place. `model-unavailable`: all work of its connection was on hold. `copied`: the data folder came from another machine.
 */
export const reasonCodeSchema = z.enum([
  'asleep',
  'not-running',
  'busy',
  'too-late',
  'newer-slot',
  'paused',
  'over-budget',
  'previous-running',
  'previous-waiting',
  'excluded-date',
  'bounds',
  'quiet-hours',
  'model-unavailable',
  'copied',
  'replaced',
  'cancelled',
])
export type ReasonCode = z.infer<typeof reasonCodeSchema>

/** One occurrence of a schedule, or one "run now". `reason` is a sentence for people: why it ended or never ran. */
export const runSchema = z.object({
  id: idSchema,
  scheduleId: idSchema.nullable(),
  /** The schedule's title when the run was made; it outlives the schedule. */
  title: z.string(),
  origin: runOriginSchema,
  nominalAt: instantSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  status: runStatusSchema,
  reason: z.string().nullable(),
  reasonCode: reasonCodeSchema.nullable(),
  /** A rehearsal: tools that change anything are refused, and what it would have asked is noted. It is no occurrence. */
  dryRun: z.boolean(),
  conversationId: idSchema.nullable(),
  sessionId: idSchema.nullable(),
  turnId: idSchema.nullable(),
  /** The visible conversation that gets the result. */
  deliverTo: idSchema.nullable(),
  result: z.string().nullable(),
  /** The branch that its own git worktree left, if anything was changed there. */
  branch: z.string().nullable(),
  usage: usageSchema,
  delivery: deliverySchema,
})
export type Run = z.infer<typeof runSchema>

export const runEventKindSchema = z.enum([
  'created',
  'started',
  'model-call',
  'message',
  'tool-started',
  'tool-finished',
  'denied',
  'refused',
  'retry',
  'recovered',
  'asked',
  'answered',
  'budget',
  'succeeded',
  'failed',
  'cancelled',
  'skipped',
  'missed',
  'superseded',
  'delivered',
])
export type RunEventKind = z.infer<typeof runEventKindSchema>

/** One line of a run's timeline. `text` is for people; `detail` holds what the kind has (tool name, tokens, milliseconds). */
export const runEventSchema = z.object({
  id: z.number().int(),
  runId: idSchema,
  at: instantSchema,
  kind: runEventKindSchema,
  text: z.string(),
  detail: z.record(z.string(), z.unknown()),
})
export type RunEvent = z.infer<typeof runEventSchema>

const activeStatuses: readonly RunStatus[] = ['queued', 'running', 'waiting']

/** Whether the run can still change: queued, running or waiting. */
export function isActiveRun(status: RunStatus): boolean {
  return activeStatuses.includes(status)
}
