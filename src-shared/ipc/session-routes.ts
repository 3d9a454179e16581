import { z } from 'zod'
import { idSchema } from '../domain/instant.ts'
import { sessionEntrySchema, sessionSchema } from '../domain/session.ts'
import { attachmentSchema } from '../domain/tool-step.ts'
import { messageWords, mostAttachments } from './conversation-routes.ts'
import { defineRoute } from './define-route.ts'

const model = z.string().min(1).max(200)
const wish = z.object({
  conversationId: idSchema,
  connectionId: idSchema.optional(),
  model: model.optional(),
})
const turnOfIt = z.object({ turnId: idSchema })

/** What would become of the session with another model, and why. */
export const modelCheckSchema = z.object({
  kept: z.boolean(),
  /** In words, for the user. */
  reason: z.string(),
  /** What the new model gets in another form, or not: each a sentence. */
  converted: z.array(z.string()),
})
export type ModelCheck = z.infer<typeof modelCheckSchema>

export const sessionRoutes = {
  /** Newest first. */
  'sessions.list': defineRoute(z.object({ conversationId: idSchema }), z.array(sessionEntrySchema)),
  /** With `summary` it begins with a summary of the old one, which a model call makes first. */
  'sessions.start': defineRoute(wish.extend({ summary: z.boolean().optional() }), sessionSchema),
  /** Changes nothing. */
  'sessions.check': defineRoute(wish, modelCheckSchema),
  /** `summary` as in `sessions.start`, where the session cannot be kept. */
  'sessions.switchModel': defineRoute(
    wish.extend({ summary: z.boolean().optional() }),
    z.object({ session: sessionSchema, kept: z.boolean(), reason: z.string() }),
  ),
  /**
   * Ends the making of a summary for a new session: the call that waits for it is refused with `conflict`, and nothing is
   * changed. Does nothing where none is made.
   */
  'sessions.cancelSummary': defineRoute(z.object({ conversationId: idSchema }), z.object({})),
  /** An older session goes on: the next turn of the conversation is its. */
  'sessions.resume': defineRoute(z.object({ sessionId: idSchema }), sessionSchema),
  /** A new session that knows what the message's session knew right after it; nothing that is shown goes away. */
  'sessions.fork': defineRoute(z.object({ messageId: idSchema }), sessionSchema),
  /** How full the session's context is, in tokens; `tokens` is 0 before its first call. */
  'sessions.context': defineRoute(
    z.object({ conversationId: idSchema }),
    z.object({ tokens: z.number().int(), window: z.number().int(), compactsAt: z.number().int() }),
  ),

  /** Another version of a sent message: a branch, in whose place the rest of the old one is not shown. */
  'messages.edit': defineRoute(
    z.object({
      id: idSchema,
      text: messageWords,
      /** Left out: those of the old one. */
      attachments: z.array(attachmentSchema).max(mostAttachments).optional(),
    }),
    turnOfIt,
  ),
  /** The same message of the user's answered once more, as a branch. */
  'messages.regenerate': defineRoute(z.object({ turnId: idSchema }), turnOfIt),
  /** Shows another branch; the next turn goes on there. */
  'messages.choose': defineRoute(z.object({ forkId: idSchema, sessionId: idSchema }), sessionSchema),
  /** Shows the branch that holds a message which is not shown, so that one can jump to it. */
  'messages.reveal': defineRoute(z.object({ id: idSchema }), z.object({ conversationId: idSchema })),
}
