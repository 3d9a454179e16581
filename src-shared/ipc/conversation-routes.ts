import { z } from 'zod'
import { conversationKindSchema, conversationSchema, folderSchema } from '../domain/conversation.ts'
import { idSchema } from '../domain/instant.ts'
import { messageSchema } from '../domain/message.ts'
import { permissionPolicySchema, toolAccessSchema } from '../domain/permission.ts'
import { questionSchema } from '../domain/question.ts'
import { sessionSchema } from '../domain/session.ts'
import { attachmentSchema } from '../domain/tool-step.ts'
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

/** What a running turn does besides answering: it summarises what was said to make room. */
export const turnDoingSchema = z.object({
  turnId: idSchema,
  conversationId: idSchema,
  doing: z.literal('summarising'),
})
export type TurnDoing = z.infer<typeof turnDoingSchema>

/** A conversation with everything that a window opened late needs to show the same as one that was there. */
export const conversationDetailSchema = conversationSchema.extend({
  session: sessionSchema.nullable(),
  /** Turns that are queued, running or waiting. */
  activeTurns: z.array(turnSchema),
  live: z.array(liveMessageSchema),
  /** What its running turns do besides answering. Left out: nothing. */
  doing: z.array(turnDoingSchema).optional(),
  /** Open questions shown here: its own, and those of runs that deliver here. Oldest first. */
  questions: z.array(questionSchema),
})
export type ConversationDetail = z.infer<typeof conversationDetailSchema>

const byId = z.object({ id: idSchema })
const byTurn = z.object({ turnId: idSchema })
/** Absolute. */
const filePath = z.string().min(1).max(4096)
const folderName = z.string().trim().min(1, 'Give it a name.').max(100)
export const messageWords = z.string().trim().max(400_000)
/** Files that one message may carry. */
export const mostAttachments = 20

/**
 * A place where the conversation parts: a sent message was edited or answered anew. `messageId`: the message that stands
 * there now. `sessionIds`: the ways on, in the order in which they were made; `chosen`: the index of the one that is shown.
 */
export const branchPointSchema = z.object({
  forkId: idSchema,
  messageId: idSchema,
  sessionIds: z.array(idSchema),
  chosen: z.number().int(),
})
export type BranchPoint = z.infer<typeof branchPointSchema>

export const conversationRoutes = {
  'conversations.create': defineRoute(
    z.object({
      title: z.string().trim().min(1).max(200).optional(),
      kind: conversationKindSchema.optional(),
      workingDirectory: z.string().min(1).max(4096).optional(),
    }),
    conversationSchema,
  ),
  /**
   * Chats by default. All of them, newest activity first; with `limit` or `before`, a page of those that were made last, or last
   * before the one with that id: in this order no page misses one, whatever is done between two.
   */
  'conversations.list': defineRoute(
    z.object({
      kind: conversationKindSchema.optional(),
      before: idSchema.optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    }),
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
  /** Pinned ones stand first, archived ones are hidden from the list. */
  'conversations.pin': defineRoute(z.object({ id: idSchema, pinned: z.boolean() }), conversationSchema),
  'conversations.archive': defineRoute(z.object({ id: idSchema, archived: z.boolean() }), conversationSchema),
  'conversations.markUnread': defineRoute(
    z.object({ id: idSchema, unread: z.boolean() }),
    conversationSchema,
  ),
  /** Into a folder; `null`: out of it. */
  'conversations.move': defineRoute(
    z.object({ id: idSchema, folderId: idSchema.nullable() }),
    conversationSchema,
  ),
  /**
   * Writes it to a file: to `path` (absolute), or in a window to where the user says. `path` of the reply is `null` when the
   * user chose none. JSON holds everything and can be imported; Markdown is for reading.
   */
  'conversations.export': defineRoute(
    z.object({ id: idSchema, format: z.enum(['markdown', 'json']), path: filePath.optional() }),
    z.object({ path: z.string().nullable() }),
  ),
  /** A new conversation from an exported file; `null` when the user chose none. */
  'conversations.import': defineRoute(
    z.object({ path: filePath.optional() }),
    z.object({ conversation: conversationSchema.nullable() }),
  ),
  'folders.list': defineRoute(z.object({}), z.array(folderSchema)),
  'folders.create': defineRoute(z.object({ name: folderName }), folderSchema),
  'folders.rename': defineRoute(z.object({ id: idSchema, name: folderName }), folderSchema),
  /** To a place among the others, counted from 0. */
  'folders.reorder': defineRoute(z.object({ id: idSchema, position: z.number().int().min(0) }), folderSchema),
  /** Its conversations stay, in no folder. */
  'folders.remove': defineRoute(byId, z.object({})),

  /**
   * Without `answers` a message is never routed to a waiting run. `clientId` makes the call safe to repeat: the same
   * id in the same conversation is one message. `attachments`: what `attachments.put` gave. While a turn of the
   * session works the message is queued; with `interrupt` it ends that turn at its next step.
   */
  'conversations.send': defineRoute(
    z
      .object({
        conversationId: idSchema,
        text: messageWords,
        answers: idSchema.optional(),
        replyTo: idSchema.optional(),
        clientId: z.string().min(1).max(100).optional(),
        attachments: z.array(attachmentSchema).max(mostAttachments).optional(),
        interrupt: z.boolean().optional(),
      })
      .refine(({ text, attachments = [] }) => text !== '' || attachments.length > 0, {
        path: ['text'],
        message: 'The message is empty.',
      }),
    z.object({ turnId: idSchema }),
  ),
  /** Of a message that still waits for its turn. Error `conflict`: its turn has begun. */
  'messages.changeQueued': defineRoute(
    z.object({ turnId: idSchema, text: messageWords.min(1, 'The message is empty.') }),
    messageSchema,
  ),
  'messages.removeQueued': defineRoute(byTurn, z.object({})),
  /** Ends the turn under way at its next step, and this one comes next. */
  'messages.sendNow': defineRoute(byTurn, turnSchema),
  /** For good: from the conversation, from the search, and from what the model sees. Error `conflict`: its turn works. */
  'messages.remove': defineRoute(byId, z.object({})),

  /**
   * The newest `limit` messages older than `before` (a `nextBefore`), or the oldest ones newer than `after` (a `nextAfter`),
   * or those around one message; oldest first. Only what the conversation shows: of branches the chosen ones.
   */
  'conversations.messages': defineRoute(
    z.object({
      conversationId: idSchema,
      before: z.number().int().optional(),
      after: z.number().int().optional(),
      around: idSchema.optional(),
      limit: z.number().int().min(1).max(500).optional(),
    }),
    z.object({
      messages: z.array(messageSchema),
      nextBefore: z.number().int().nullable(),
      /** `null`, or left out: the newest one is among them. */
      nextAfter: z.number().int().nullable().optional(),
      /** The turns of these messages that failed or were cancelled: why, and that they can be done again. */
      turns: z.array(turnSchema).optional(),
      /** Where these messages part from others. */
      branches: z.array(branchPointSchema).optional(),
    }),
  ),
  /** The messages of the conversation that hold these words, oldest first, of what it shows; of more than 1,000 the newest.
   * `places`: how often each holds them, in the same order. */
  'messages.find': defineRoute(
    z.object({ conversationId: idSchema, text: z.string().min(1).max(1000) }),
    z.object({ messageIds: z.array(idSchema), places: z.array(z.number().int().positive()) }),
  ),
  'turns.cancel': defineRoute(byTurn, turnSchema),
  /** A new turn in the same session that does the failed or cancelled one's work again. */
  'turns.retry': defineRoute(byTurn, turnSchema),
}
