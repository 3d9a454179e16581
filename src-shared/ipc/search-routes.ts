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
   * Newest first. A word matches the beginnings of words too, in any case and without its accents. Beside words, `text` takes
   * "phrases", -word and -"phrase" for what must not be there, and filters: from:run, from:chat, from:me, from:assistant,
   * in:"Morning check" (without quotes it takes the words that follow as long as a title holds them), before:2026-10-01,
   * after:2026-10 (both without the day, month or year itself), on:2026, on:today, on:yesterday; days are local ones. Error
   * `bad_input` says which filter was not understood; `conflict`: a newer search from a window took the place of this one.
   * `before`: a `nextBefore`, for the next page.
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
