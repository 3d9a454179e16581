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
  conversationId: idSchema.nullable(),
  sessionId: idSchema.nullable(),
  turnId: idSchema.nullable(),
  /** The visible conversation that gets the result. */
  deliverTo: idSchema.nullable(),
  result: z.string().nullable(),
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
