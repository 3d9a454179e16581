import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { PageMove } from './any-moves.ts'
import { nthNewest } from './nth-newest.ts'
import { orRefused } from './or-refused.ts'
import type { PlayedConversation } from './played-conversation.ts'

/** Makes the move with one of what the conversation shows, if it shows such a thing. */
export async function makePageMove(
  played: PlayedConversation,
  { kind, which }: PageMove,
  words: string,
): Promise<void> {
  const { resident, id: conversationId } = played
  const { messages, branches = [] } = await resident.call('conversations.messages', {
    conversationId,
    limit: 500,
  })
  const any = nthNewest(messages, which)
  switch (kind) {
    case 'edit': {
      const mine = messages.filter(({ role }) => role === 'user')
      const message = nthNewest(mine, which)
      if (!message) return
      const edited = await orRefused(resident.call('messages.edit', { id: message.id, text: words }))
      if (edited) await played.begun(edited.turnId, words)
      return
    }
    case 'remove':
      if (!any || !(await orRefused(resident.call('messages.remove', { id: any.id })))) return
      if (any.role === 'divider' && any.sessionId !== null) played.untold.add(any.sessionId)
      if (any.role === 'user' && any.turnId !== null) played.said.delete(any.turnId)
      return
    case 'fork':
      if (any) await orRefused(resident.call('sessions.fork', { messageId: any.id }))
      return
    case 'resume': {
      const sessions = await resident.call('sessions.list', { conversationId })
      const session = sessions[which % Math.max(1, sessions.length)]
      if (session) await orRefused(resident.call('sessions.resume', { sessionId: session.id }))
      return
    }
    case 'choose': {
      const versions = branches.flatMap(({ forkId, sessionIds }) =>
        sessionIds.map((sessionId) => ({ forkId, sessionId })),
      )
      const version = nthNewest(versions, which)
      if (version) await orRefused(resident.call('messages.choose', version))
      return
    }
    default:
      return assertNever(kind)
  }
}
