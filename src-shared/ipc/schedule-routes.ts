import { z } from 'zod'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { reasonCodeSchema, runSchema, runStatusSchema } from '../domain/run.ts'
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
  /** Only a cron trigger can follow. Its `timeZone` is then set to the system's. Default: it keeps the zone it gives. */
  followsSystemZone: z.boolean().optional(),
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
  followsSystemZone: z.boolean().optional(),
  /** `true` when the user saved what the assistant had made. */
  confirmed: z.literal(true).optional(),
})
export type UpdateSchedule = z.infer<typeof updateScheduleSchema>

/** A reading of plain words. `words` says the trigger back; `next` holds up to five instants. */
export const parsedScheduleSchema = z.object({
  title: z.string(),
  action: actionSchema,
  trigger: triggerSchema,
  words: z.string(),
  next: z.array(instantSchema),
  /** The words said only when: the title and the action are placeholders, the text itself as a reminder. */
  onlyWhen: z.boolean().optional(),
  /** What the words said beyond the trigger: until, starting, a number of times. */
  bounds: policiesSchema.shape.bounds,
})
export type ParsedSchedule = z.infer<typeof parsedScheduleSchema>

/** What became of one slot, for the strip of a schedule. `late` says that it ran after its time. */
export const slotMarkSchema = z.object({
  runId: idSchema,
  nominalAt: instantSchema,
  startedAt: instantSchema.nullable(),
  status: runStatusSchema,
  late: z.boolean(),
  reason: z.string().nullable(),
  reasonCode: reasonCodeSchema.nullable(),
})
export type SlotMark = z.infer<typeof slotMarkSchema>

const byId = z.object({ id: idSchema })
const withReason = z.object({ id: idSchema, reason: z.string().max(1000).optional() })

export const scheduleRoutes = {
  'schedules.create': defineRoute(createScheduleSchema, scheduleSchema),
  'schedules.update': defineRoute(updateScheduleSchema, scheduleSchema),
  /** All of them, those that fire next first, or the one with this id. `limit`, `before`: as of `conversations.list`. */
  'schedules.list': defineRoute(
    z.object({
      id: idSchema.optional(),
      before: idSchema.optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    }),
    z.array(scheduleSchema),
  ),
  'schedules.get': defineRoute(byId, scheduleSchema),
  'schedules.remove': defineRoute(byId, z.object({})),
  /**
   * The next instants strictly after `after` (default now) and trigger and bounds in words. `clockChanges` are the changes of
   * the zone's clock up to the last of them, within four years; `byMs` is positive when the clock goes forward.
   */
  'schedules.preview': defineRoute(
    z.object({
      trigger: triggerSchema,
      count: z.number().int().min(1).max(100).optional(),
      after: instantSchema.optional(),
      bounds: policiesSchema.shape.bounds.optional(),
    }),
    z.object({
      at: z.array(instantSchema),
      words: z.string(),
      clockChanges: z.array(z.object({ at: instantSchema, byMs: z.number().int() })),
    }),
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
  /**
   * `missed` says what becomes of the slots since it was paused: `skip` (default) notes them as skipped, `run-once` runs
   * the newest, `run-all` the newest hundred, whatever their lateness.
   */
  'schedules.resume': defineRoute(
    z.object({ id: idSchema, missed: z.enum(['skip', 'run-once', 'run-all']).optional() }),
    scheduleSchema,
  ),
  /** The slots that a paused schedule has passed over since it was paused. Changes nothing. */
  'schedules.missed': defineRoute(
    byId,
    z.object({
      count: z.number().int(),
      oldest: instantSchema.nullable(),
      newest: instantSchema.nullable(),
      since: instantSchema.nullable(),
    }),
  ),
  /** The newest slots of each schedule, oldest first, at most `limit` (default 14). Unknown ids are left out. */
  'schedules.history': defineRoute(
    z.object({ ids: z.array(idSchema).max(200), limit: z.number().int().min(1).max(100).optional() }),
    z.record(idSchema, z.array(slotMarkSchema)),
  ),
  /**
   * What became of the slot at or nearest to `at` (epoch ms), in a sentence from the ledger: why it did not run, or that
   * it did. `runId` is the row's, if there is one; `nominalAt` is the slot that was meant.
   */
  'schedules.explain': defineRoute(
    z.object({ id: idSchema, at: instantSchema }),
    z.object({ text: z.string(), runId: idSchema.nullable(), nominalAt: instantSchema.nullable() }),
  ),
  /** A rehearsal under the unattended policy with every effect refused; its run lists what it would have asked. */
  'schedules.dryRun': defineRoute(byId, runSchema),
  /** Runs every slot in (from, to] that has not run, also missed and skipped ones, oldest first, at most 100. */
  'schedules.backfill': defineRoute(
    z.object({ id: idSchema, from: instantSchema, to: instantSchema }),
    z.array(runSchema),
  ),
}
