import { z } from 'zod'
import { conversationKindSchema, conversationSchema } from '../domain/conversation.ts'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { messageSchema } from '../domain/message.ts'
import { permissionPolicySchema, toolAccessSchema } from '../domain/permission.ts'
import { questionSchema } from '../domain/question.ts'
import { sessionSchema } from '../domain/session.ts'
import { turnSchema } from '../domain/turn.ts'
import { defineRoute } from './define-route.ts'

/** What a running turn has streamed since its last committed message. `text` and `thinking` are whole, not pieces. */
export const liveMessageSchema = z.object({
  turnId: idSchema,
  conversationId: idSchema,
  messageId: idSchema,
  text: z.string(),
  thinking: z.string(),
})
export type LiveMessage = z.infer<typeof liveMessageSchema>

/** A conversation with everything that a window opened late needs to show the same as one that was there. */
export const conversationDetailSchema = conversationSchema.extend({
  session: sessionSchema.nullable(),
  /** Turns that are queued, running or waiting. */
  activeTurns: z.array(turnSchema),
  live: z.array(liveMessageSchema),
  /** Open questions shown here: its own, and those of runs that deliver here. Oldest first. */
  questions: z.array(questionSchema),
})
export type ConversationDetail = z.infer<typeof conversationDetailSchema>

const byId = z.object({ id: idSchema })
const byTurn = z.object({ turnId: idSchema })

export const searchHitSchema = z.object({
  messageId: idSchema,
  conversationId: idSchema,
  runId: idSchema.optional(),
  at: instantSchema,
  /** Plain text; matches stand between U+0002 and U+0003. */
  snippet: z.string(),
})
export type SearchHit = z.infer<typeof searchHitSchema>

export const conversationRoutes = {
  'conversations.create': defineRoute(
    z.object({
      title: z.string().trim().min(1).max(200).optional(),
      kind: conversationKindSchema.optional(),
      workingDirectory: z.string().min(1).max(4096).optional(),
    }),
    conversationSchema,
  ),
  /** Chats by default; newest activity first. */
  'conversations.list': defineRoute(
    z.object({ kind: conversationKindSchema.optional() }),
    z.array(conversationSchema),
  ),
  'conversations.get': defineRoute(byId, conversationDetailSchema),
  'conversations.rename': defineRoute(
    z.object({ id: idSchema, title: z.string().trim().min(1).max(200) }),
    conversationSchema,
  ),
  'conversations.setWorkingDirectory': defineRoute(
    z.object({ id: idSchema, workingDirectory: z.string().min(1).max(4096).nullable() }),
    conversationSchema,
  ),
  /** What the assistant may do by itself there. What is left out stays. */
  'conversations.setPermission': defineRoute(
    z.object({
      id: idSchema,
      permission: permissionPolicySchema.optional(),
      tools: toolAccessSchema.optional(),
    }),
    conversationSchema,
  ),
  'conversations.remove': defineRoute(byId, z.object({})),
  /**
   * Without `answers` a message is never routed to a waiting run. `clientId` makes the call safe to repeat: the same
   * id in the same conversation is one message.
   */
  'conversations.send': defineRoute(
    z.object({
      conversationId: idSchema,
      text: z.string().trim().min(1, 'The message is empty.').max(400_000),
      answers: idSchema.optional(),
      replyTo: idSchema.optional(),
      clientId: z.string().min(1).max(100).optional(),
    }),
    z.object({ turnId: idSchema }),
  ),
  /** The newest `limit` messages older than `before` (a `nextBefore`), oldest first. */
  'conversations.messages': defineRoute(
    z.object({
      conversationId: idSchema,
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(500).optional(),
    }),
    z.object({
      messages: z.array(messageSchema),
      nextBefore: z.number().int().nullable(),
      /** The turns of these messages that failed or were cancelled: why, and that they can be done again. */
      turns: z.array(turnSchema).optional(),
    }),
  ),
  /** Newest first; the first one is current. */
  'sessions.list': defineRoute(z.object({ conversationId: idSchema }), z.array(sessionSchema)),
  'sessions.start': defineRoute(
    z.object({
      conversationId: idSchema,
      connectionId: idSchema.optional(),
      model: z.string().min(1).max(200).optional(),
    }),
    sessionSchema,
  ),
  'sessions.switchModel': defineRoute(
    z.object({
      conversationId: idSchema,
      connectionId: idSchema.optional(),
      model: z.string().min(1).max(200).optional(),
    }),
    z.object({ session: sessionSchema, kept: z.boolean(), reason: z.string() }),
  ),
  'turns.cancel': defineRoute(byTurn, turnSchema),
  /** A new turn in the same session that does the failed or cancelled one's work again. */
  'turns.retry': defineRoute(byTurn, turnSchema),
  /** Newest first. */
  'search.query': defineRoute(
    z.object({
      text: z.string().trim().min(1).max(1000),
      limit: z.number().int().min(1).max(200).optional(),
      in: z.enum(['all', 'chats', 'runs']).optional(),
    }),
    z.object({ hits: z.array(searchHitSchema) }),
  ),
}
