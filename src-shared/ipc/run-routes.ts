import { z } from 'zod'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { reasonCodeSchema, runEventSchema, runSchema, runStatusSchema } from '../domain/run.ts'
import { defineRoute } from './define-route.ts'

export const runDetailSchema = runSchema.extend({ events: z.array(runEventSchema) })
export type RunDetail = z.infer<typeof runDetailSchema>

const byId = z.object({ id: idSchema })

export const runRoutes = {
  /** Newest first. `before` is a `nextBefore` of an earlier page. */
  'runs.list': defineRoute(
    z.object({
      scheduleId: idSchema.optional(),
      status: z.union([runStatusSchema, z.array(runStatusSchema)]).optional(),
      reason: z.union([reasonCodeSchema, z.array(reasonCodeSchema)]).optional(),
      before: instantSchema.optional(),
      limit: z.number().int().min(1).max(500).optional(),
    }),
    z.object({ runs: z.array(runSchema), nextBefore: instantSchema.nullable() }),
  ),
  'runs.get': defineRoute(byId, runDetailSchema),
  'runs.cancel': defineRoute(byId, runSchema),
  /** Goes on with an ended run in its own session, with its full context, as a run of its own. `conflict` while it is under way. */
  'runs.continue': defineRoute(
    z.object({ id: idSchema, text: z.string().trim().min(1, 'Say how to go on.').max(100_000) }),
    z.object({ run: runSchema, turnId: idSchema }),
  ),
}
