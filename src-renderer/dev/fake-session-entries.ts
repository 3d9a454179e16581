import { messageText } from '../../src-shared/domain/message.ts'
import type { SessionEntry } from '../../src-shared/domain/session.ts'
import type { World } from './world.ts'

/** What `sessions.list` gives of the rows. The last session is the current one. */
export function fakeSessionEntries(world: World, conversationId: string): SessionEntry[] {
  const sessions = world.sessions.filter((one) => one.conversationId === conversationId).toReversed()
  return sessions.map((session, index) => {
    const messages = world.messages.filter((one) => one.sessionId === session.id && one.role !== 'divider')
    const first = messages.find((one) => one.role === 'user')
    return {
      ...session,
      isCurrent: index === 0,
      turns: new Set(messages.map((one) => one.turnId)).size,
      lastAt: messages.at(-1)?.at ?? null,
      firstWords: first ? messageText(first.content).slice(0, 120) : '',
      firstMessageId: messages[0]?.id ?? null,
    }
  })
}
