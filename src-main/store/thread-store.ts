import type { Message } from '../../src-shared/domain/message.ts'
import type { Database } from './database.ts'
import { createMessageReader, type MessageRow } from './message-reader.ts'
import type { ToolCallStore } from './tool-call-store.ts'

export interface MessagePage {
  /** Oldest first. */
  readonly messages: Message[]
  /** Give it as `before` for the page of older messages; `null` when there is none. */
  readonly nextBefore: number | null
}

export type ThreadStore = ReturnType<typeof createThreadStore>

/** The messages of a conversation as it shows them, page by page. */
export function createThreadStore(db: Database, toolCalls: ToolCallStore) {
  const { messages } = createMessageReader(db, toolCalls)
  return {
    page(conversationId: string, before: number | null, limit: number): MessagePage {
      const rows = db
        .prepare<MessageRow>(
          'SELECT * FROM messages WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
        )
        .all(conversationId, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
      const page = rows.slice(0, limit).toReversed()
      return { messages: messages(page), nextBefore: rows.length > limit ? (page[0]?.seq ?? null) : null }
    },
  }
}
