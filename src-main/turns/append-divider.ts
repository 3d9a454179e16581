import type { DividerReason, Message } from '../../src-shared/domain/message.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'

/** A line in the conversation that tells what became of its session, and why. Part of the caller's transaction. */
export function appendDivider(
  { stores, ids, clock }: Pick<Core, 'stores' | 'ids' | 'clock'>,
  { id: sessionId, conversationId }: Pick<Session, 'id' | 'conversationId'>,
  reason: DividerReason,
  text: string,
  work: Work,
): Message {
  const message = stores.messages.insert({
    id: ids.next('message'),
    conversationId,
    sessionId,
    turnId: null,
    at: clock.now(),
    role: 'divider',
    content: [{ type: 'divider', reason, text }],
  })
  work.publish('message.appended', message)
  return message
}
