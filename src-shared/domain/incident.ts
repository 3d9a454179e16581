import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { failureCodeSchema } from './turn.ts'

/**
 * A trouble that lasts. `schedule`: three runs of one schedule in a row failed of the same cause. `model`: a connection
 * takes no work (its key, its credit, its quota), and everything scheduled on it is on hold. One is open per cause.
 */
export const incidentSchema = z.object({
  id: idSchema,
  scope: z.enum(['schedule', 'model']),
  scheduleId: idSchema.nullable(),
  connectionId: idSchema.nullable(),
  cause: failureCodeSchema,
  title: z.string(),
  /** The cause in words, and what to do. */
  body: z.string(),
  /** Runs that failed of it so far. */
  failures: z.number().int(),
  openedAt: instantSchema,
  lastAt: instantSchema,
  closedAt: instantSchema.nullable(),
  /** How it ended, in words. */
  closedReason: z.string().nullable(),
})
export type Incident = z.infer<typeof incidentSchema>
