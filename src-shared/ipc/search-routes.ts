import { z } from 'zod'
import { conversationKindSchema } from '../domain/conversation.ts'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { messageRoleSchema } from '../domain/message.ts'
import { defineRoute } from './define-route.ts'

export const searchHitSchema = z.object({
  messageId: idSchema,
  conversationId: idSchema,
  runId: idSchema.optional(),
  at: instantSchema,
  /** Plain text; matches stand between U+0002 and U+0003. */
  snippet: z.string(),
  /** Where it was said, and by whom. */
  title: z.string().optional(),
  kind: conversationKindSchema.optional(),
  role: messageRoleSchema.optional(),
})
export type SearchHit = z.infer<typeof searchHitSchema>

export const searchRoutes = {
  /**
   * Newest first. Beside words, "phrases" and the beginnings of words, `text` takes filters: from:run, from:chat, from:me,
   * from:assistant, in:"Morning check", before:2026-10-01, after:2026-10-01, on:2026-10-01 (local days). Error `bad_input` says which filter was not
   * understood. `before`: a `nextBefore`, for the next page.
   */
  'search.query': defineRoute(
    z.object({
      text: z.string().trim().min(1).max(1000),
      limit: z.number().int().min(1).max(200).optional(),
      in: z.enum(['all', 'chats', 'runs']).optional(),
      before: z.number().int().optional(),
    }),
    z.object({ hits: z.array(searchHitSchema), nextBefore: z.number().int().nullable().optional() }),
  ),
}
