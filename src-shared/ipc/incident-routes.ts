import { z } from 'zod'
import { incidentSchema } from '../domain/incident.ts'
import { idSchema } from '../domain/instant.ts'
import { defineRoute } from './define-route.ts'

export const incidentRoutes = {
  /** Newest first; with `open` only those that still last, else at most the newest 200. */
  'incidents.list': defineRoute(z.object({ open: z.boolean().optional() }), z.array(incidentSchema)),
  /**
   * Tries again now: a schedule's incident runs it now; a connection's lifts its hold and runs again what failed of it.
   * The incident closes when something succeeds. `conflict` when it is closed.
   */
  'incidents.retry': defineRoute(z.object({ id: idSchema }), incidentSchema),
}
