import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { usageSchema } from './usage.ts'

export const failureCodeSchema = z.enum([
  'no-connection',
  'authentication',
  'permission',
  'bad-request',
  'not-found',
  'quota',
  'rate-limited',
  'overloaded',
  'network',
  'refusal',
  /** The model asked for the same refused action again and again. */
  'refused',
  'context-full',
  'budget',
  'misbehaved',
  'disk-full',
  'deadline',
  'internal',
])
export type FailureCode = z.infer<typeof failureCodeSchema>

/** Why a turn failed. `message` is for people and says what to do next. */
export const failureSchema = z.object({ code: failureCodeSchema, message: z.string() })
export type Failure = z.infer<typeof failureSchema>

const turnBase = {
  id: idSchema,
  conversationId: idSchema,
  sessionId: idSchema,
  runId: idSchema.nullable(),
  queuedAt: instantSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  usage: usageSchema,
}

/** Only `waiting` carries `questionIds`; only `failed` carries `failure`. */
export const turnSchema = z.discriminatedUnion('status', [
  /** `interrupts`: of those that wait for their session the greatest goes first, then the oldest. Left out: 0. */
  z.object({ ...turnBase, status: z.literal('queued'), interrupts: z.number().int().optional() }),
  z.object({ ...turnBase, status: z.literal('running') }),
  z.object({ ...turnBase, status: z.literal('waiting'), questionIds: z.array(idSchema) }),
  z.object({ ...turnBase, status: z.literal('succeeded') }),
  z.object({ ...turnBase, status: z.literal('failed'), failure: failureSchema }),
  /** `interrupted`: it made way for the user's next message. */
  z.object({ ...turnBase, status: z.literal('cancelled'), interrupted: z.boolean().optional() }),
])
export type Turn = z.infer<typeof turnSchema>
export type TurnStatus = Turn['status']
