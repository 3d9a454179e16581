import { z } from 'zod'
import { incidentSchema } from './incident.ts'
import { idSchema, instantSchema } from './instant.ts'
import { questionSchema } from './question.ts'

export const inboxKindSchema = z.enum(['question', 'result', 'failure', 'missed', 'reminder', 'system'])
export type InboxKind = z.infer<typeof inboxKindSchema>

/** What the user should see. A question's item is done when its question is no longer open. */
export const inboxItemSchema = z.object({
  id: idSchema,
  kind: inboxKindSchema,
  title: z.string(),
  body: z.string(),
  at: instantSchema,
  runId: idSchema.nullable(),
  /** The schedule that it is about, for groups. */
  scheduleId: idSchema.nullable(),
  questionId: idSchema.nullable(),
  /** Other open questions that ask the very same for the same schedule: they share this item instead of adding one each. The oldest thousand of them. */
  sameQuestionIds: z.array(idSchema),
  /** How often it was asked, the first time included. */
  timesAsked: z.number().int(),
  /** The visible conversation to open from here. */
  conversationId: idSchema.nullable(),
  question: questionSchema.nullable(),
  /** The trouble that it tells of; its kind is then `failure` (a schedule's) or `system` (a connection's). */
  incident: incidentSchema.nullable(),
  readAt: instantSchema.nullable(),
  archivedAt: instantSchema.nullable(),
  snoozedUntil: instantSchema.nullable(),
})
export type InboxItem = z.infer<typeof inboxItemSchema>

/**
 * The views of the inbox. `needs-you`: open questions and troubles that are not snoozed. `failed`: what failed or was
 * missed; `finished`: results, reminders, closed questions. `snoozed`: what would need the user and sleeps. `all` leaves
 * the archived ones out.
 */
export const inboxFilterSchema = z.enum(['needs-you', 'snoozed', 'failed', 'finished', 'archived', 'all'])
export type InboxFilter = z.infer<typeof inboxFilterSchema>

/** The two numbers of badge, tray and navigation: what needs you, and unread items of any kind. */
export const inboxCountsSchema = z.object({ waiting: z.number().int(), unread: z.number().int() })
export type InboxCounts = z.infer<typeof inboxCountsSchema>
