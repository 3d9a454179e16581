import type { PlayedConversation } from './played-conversation.ts'

/** The ids of all messages that the windows were told of, without those that were taken back or deleted, in any version. */
export function keptMessages({ resident, id }: PlayedConversation): ReadonlySet<string> {
  const kept = new Set<string>()
  for (const { event, data } of resident.events)
    if (event === 'message.appended' && data.conversationId === id) kept.add(data.id)
    else if (event === 'message.removed') kept.delete(data.id)
  return kept
}
