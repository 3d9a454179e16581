import { z } from 'zod'
import { grantSchema } from '../domain/grant.ts'
import { inboxItemSchema } from '../domain/inbox-item.ts'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { answerSchema, questionSchema, questionStatusSchema } from '../domain/question.ts'
import { defineRoute } from './define-route.ts'

const byId = z.object({ id: idSchema })

export const questionRoutes = {
  /** Oldest first. `conversationId` matches the conversation that asked and the one that shows it. */
  'questions.list': defineRoute(
    z.object({ status: questionStatusSchema.optional(), conversationId: idSchema.optional() }),
    z.array(questionSchema),
  ),
  'questions.answer': defineRoute(
    z.object({ id: idSchema, answer: answerSchema, via: z.string().min(1).max(100).optional() }),
    questionSchema,
  ),
  /** Newest first; `needs-you` are open questions that are not snoozed. `all` leaves the archived ones out. */
  'inbox.list': defineRoute(
    z.object({
      filter: z.enum(['needs-you', 'all', 'archived']).optional(),
      before: instantSchema.optional(),
      limit: z.number().int().min(1).max(500).optional(),
    }),
    z.array(inboxItemSchema),
  ),
  'inbox.markRead': defineRoute(byId, inboxItemSchema),
  'inbox.archive': defineRoute(byId, inboxItemSchema),
  'inbox.snooze': defineRoute(z.object({ id: idSchema, until: instantSchema }), inboxItemSchema),
  'grants.list': defineRoute(
    z.object({ scheduleId: idSchema.optional(), conversationId: idSchema.optional() }),
    z.array(grantSchema),
  ),
  'grants.revoke': defineRoute(byId, z.object({})),
}
