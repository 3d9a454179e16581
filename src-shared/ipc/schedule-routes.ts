import { z } from 'zod'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { runSchema } from '../domain/run.ts'
import {
  actionSchema,
  policiesPatchSchema,
  policiesSchema,
  scheduleSchema,
  triggerSchema,
} from '../domain/schedule.ts'
import { defineRoute } from './define-route.ts'

const titleSchema = z.string().trim().min(1, 'Give the schedule a title.').max(200)

export const createScheduleSchema = z.strictObject({
  title: titleSchema,
  action: actionSchema,
  trigger: triggerSchema,
  policies: policiesPatchSchema.optional(),
  deliverTo: idSchema.optional(),
  enabled: z.boolean().optional(),
})
export type CreateSchedule = z.infer<typeof createScheduleSchema>

export const updateScheduleSchema = z.strictObject({
  id: idSchema,
  title: titleSchema.optional(),
  action: actionSchema.optional(),
  trigger: triggerSchema.optional(),
  policies: policiesPatchSchema.optional(),
  deliverTo: idSchema.optional(),
  enabled: z.boolean().optional(),
})
export type UpdateSchedule = z.infer<typeof updateScheduleSchema>

/** A reading of plain words. `words` says the trigger back; `next` holds up to five instants. */
export const parsedScheduleSchema = z.object({
  title: z.string(),
  action: actionSchema,
  trigger: triggerSchema,
  words: z.string(),
  next: z.array(instantSchema),
  /** What the words said beyond the trigger: until, starting, a number of times. */
  bounds: policiesSchema.shape.bounds,
})
export type ParsedSchedule = z.infer<typeof parsedScheduleSchema>

const byId = z.object({ id: idSchema })
const withReason = z.object({ id: idSchema, reason: z.string().max(1000).optional() })

export const scheduleRoutes = {
  'schedules.create': defineRoute(createScheduleSchema, scheduleSchema),
  'schedules.update': defineRoute(updateScheduleSchema, scheduleSchema),
  'schedules.list': defineRoute(z.object({ id: idSchema.optional() }), z.array(scheduleSchema)),
  'schedules.get': defineRoute(byId, scheduleSchema),
  'schedules.remove': defineRoute(byId, z.object({})),
  /** The next instants strictly after `after` (default now) and the trigger in words. */
  'schedules.preview': defineRoute(
    z.object({
      trigger: triggerSchema,
      count: z.number().int().min(1).max(100).optional(),
      after: instantSchema.optional(),
      bounds: policiesSchema.shape.bounds.optional(),
    }),
    z.object({ at: z.array(instantSchema), words: z.string() }),
  ),
  /**
   * Without `timeZone` the system's zone is meant. With `whenOnly` the text holds the time alone ("every weekday at 9"),
   * and the title and the action of the reading are placeholders: the text itself, as a reminder.
   */
  'schedules.parse': defineRoute(
    z.object({
      text: z.string().trim().min(1, 'Say when, and what to do.').max(10_000),
      whenOnly: z.boolean().optional(),
      timeZone: z.string().min(1).max(100).optional(),
      now: instantSchema.optional(),
    }),
    parsedScheduleSchema,
  ),
  'schedules.runNow': defineRoute(withReason, runSchema),
  'schedules.pause': defineRoute(withReason, scheduleSchema),
  'schedules.resume': defineRoute(byId, scheduleSchema),
  /** Runs every slot in (from, to], oldest first, at most 100. */
  'schedules.backfill': defineRoute(
    z.object({ id: idSchema, from: instantSchema, to: instantSchema }),
    z.array(runSchema),
  ),
}
