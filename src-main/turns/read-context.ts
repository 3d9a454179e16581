import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { RequestMessage } from '../models/model-client.ts'
import type { Stores } from '../store/stores.ts'
import { buildContext } from './build-context.ts'

/** Reads the rows that a call for this turn is built from, and builds it. */
export function readContext(stores: Stores, turn: Turn): RequestMessage[] {
  const following = stores.messages.followingNotices(turn.sessionId)
  const follows = (message: Message): readonly Message[] => {
    if (message.role !== 'user') return []
    const notices = following.has(message.id) ? stores.messages.noticesBefore(message.id) : []
    const repliedTo = message.replyTo === null ? undefined : stores.messages.get(message.replyTo)
    return repliedTo?.role === 'notice' && !notices.some((notice) => notice.id === repliedTo.id)
      ? [repliedTo, ...notices]
      : notices
  }
  const said = stores.messages.ofSession(turn.sessionId)
  const turns = stores.turns.contextOrder(turn.sessionId, turn.id).map((each) => ({
    turn: each,
    messages: (said.get(each.id) ?? []).map((message) => ({ message, follows: follows(message) })),
  }))
  return buildContext(turns)
}
