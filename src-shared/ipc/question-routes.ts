import { z } from 'zod'
import { grantSchema } from '../domain/grant.ts'
import { inboxCountsSchema, inboxFilterSchema, inboxItemSchema } from '../domain/inbox-item.ts'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { answerSchema, questionSchema, questionStatusSchema } from '../domain/question.ts'
import { secretSchema } from '../domain/secret.ts'
import { defineRoute } from './define-route.ts'

const byId = z.object({ id: idSchema })

export const questionRoutes = {
  /** Oldest first. `conversationId` matches the conversation that asked and the one that shows it. `after`: a question's id. */
  'questions.list': defineRoute(
    z.object({
      status: questionStatusSchema.optional(),
      conversationId: idSchema.optional(),
      after: idSchema.optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    }),
    z.array(questionSchema),
  ),
  'questions.get': defineRoute(byId, questionSchema),
  /** With `same` the answer is also given to the other open questions of its inbox item, each for its own run. */
  'questions.answer': defineRoute(
    z.object({
      id: idSchema,
      answer: answerSchema,
      via: z
        .string()
        .regex(/^[^\p{C}]{1,100}$/u, 'Name the place in plain words, at most 100 characters.')
        .optional(),
      same: z.boolean().optional(),
    }),
    questionSchema,
  ),
  /**
   * Newest first. `search`: words, or their beginnings, of title and text. `before`: only what is older. A page never ends in
   * the middle of an instant, so it may have a few more than `limit`, and its last item's `at` is the `before` of the next.
   */
  'inbox.list': defineRoute(
    z.object({
      filter: inboxFilterSchema.optional(),
      search: z.string().max(500).optional(),
      scheduleId: idSchema.optional(),
      before: instantSchema.optional(),
      limit: z.number().int().min(1).max(500).optional(),
    }),
    z.array(inboxItemSchema),
  ),
  'inbox.counts': defineRoute(z.object({}), inboxCountsSchema),
  'inbox.markRead': defineRoute(byId, inboxItemSchema),
  'inbox.markUnread': defineRoute(byId, inboxItemSchema),
  'inbox.archive': defineRoute(byId, inboxItemSchema),
  'inbox.unarchive': defineRoute(byId, inboxItemSchema),
  /** Archives these, or everything in the view that needs nothing of the user any more; says how many. */
  'inbox.archiveMany': defineRoute(
    z.union([
      z.strictObject({ ids: z.array(idSchema).max(1000) }),
      z.strictObject({ filter: z.enum(['failed', 'finished']) }),
    ]),
    z.object({ archived: z.number().int() }),
  ),
  'inbox.snooze': defineRoute(z.object({ id: idSchema, until: instantSchema }), inboxItemSchema),
  'grants.list': defineRoute(
    z.object({ scheduleId: idSchema.optional(), conversationId: idSchema.optional() }),
    z.array(grantSchema),
  ),
  'grants.revoke': defineRoute(byId, z.object({})),
  /** By name. Values are never given back. */
  'secrets.list': defineRoute(z.object({}), z.array(secretSchema)),
  /** Gives a new value to a secret that is there. */
  'secrets.set': defineRoute(z.object({ id: idSchema, value: z.string().min(1).max(100_000) }), secretSchema),
  'secrets.remove': defineRoute(byId, z.object({})),
}
