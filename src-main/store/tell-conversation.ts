import type { Stores } from './stores.ts'
import type { Work } from './unit-of-work.ts'

/** Tells windows of a chat as its row is now, after anything that may have moved or marked it. */
export function tellConversation(
  { conversations }: Pick<Stores, 'conversations'>,
  id: string,
  work: Work,
): void {
  const conversation = conversations.get(id)
  if (conversation?.kind === 'chat') work.publish('conversation.changed', conversation)
}
