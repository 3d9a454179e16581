import type { Conversation } from '../../src-shared/domain/conversation.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'
import { inPages } from './in-pages.ts'

/** The chats. Background conversations, which an event may carry too, stay out. */
export const conversationStore = createEntityStore<Conversation>()

export function loadConversations(): Promise<boolean> {
  return conversationStore.fetchAll(() =>
    inPages(({ limit, last }) => call('conversations.list', { limit, before: last })),
  )
}

/** Newest activity first; the id decides between two of the same instant, so that the order is the same everywhere. */
export function newestFirst(byId: ReadonlyMap<string, Conversation>): readonly Conversation[] {
  return [...byId.values()].toSorted((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))
}

/** The chat with the newest activity that is not archived. */
export function newestListed(byId: ReadonlyMap<string, Conversation>): Conversation | undefined {
  let newest: Conversation | undefined
  for (const chat of byId.values()) {
    if (chat.archivedAt !== null) continue
    if (!newest || chat.updatedAt > newest.updatedAt) newest = chat
    else if (chat.updatedAt === newest.updatedAt && chat.id > newest.id) newest = chat
  }
  return newest
}
