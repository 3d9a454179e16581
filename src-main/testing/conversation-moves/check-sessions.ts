import { expect } from 'vitest'
import type { Message } from '../../../src-shared/domain/message.ts'
import type { PlayedConversation } from './played-conversation.ts'

/** What tells of a session without telling that it begins or goes on. */
const quiet: readonly string[] = ['model', 'compacted', 'imported']

/**
 * That what the user said stands below the line that tells of its session: of its own, or of one that it goes on from. What
 * the assistant still said in a session that was left stands wherever it came.
 */
export async function checkSessions({
  resident,
  id: conversationId,
  shown,
  untold,
}: PlayedConversation): Promise<void> {
  const sessions = await resident.call('sessions.list', { conversationId })
  const parents = new Map(sessions.map(({ id, parentId }) => [id, parentId]))
  const chainOf = (sessionId: string): string[] => {
    const parent = parents.get(sessionId)
    return [sessionId, ...(parent == null ? [] : chainOf(parent))]
  }
  let told: string | null = null
  for (const message of await shown()) {
    if (begins(message)) told = message.sessionId
    if (message.role !== 'user' || message.sessionId === null || told === null) continue
    const chain = chainOf(message.sessionId)
    if (!chain.some((id) => untold.has(id))) expect(chain, 'the session of a message').toContain(told)
  }
}

function begins({ content }: Message): boolean {
  return content.some((block) => block.type === 'divider' && !quiet.includes(block.reason))
}
