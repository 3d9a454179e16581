import type { DividerReason, Message } from '../../../src-shared/domain/message.ts'
import type { Session } from '../../../src-shared/domain/session.ts'

export interface Resumable {
  readonly sessionId: string
  readonly words: string
}

/**
 * The session that can be resumed at a divider: below one that tells of the present session the one that it took the place
 * of, below the others their own. `null`: none, or it is not known from the messages that are loaded.
 */
export function resumable(
  divider: Message,
  reason: DividerReason,
  messages: readonly Message[],
  current: Session | null,
): Resumable | null {
  const own = divider.sessionId
  if (reason === 'model' || reason === 'compacted' || own === null || current === null) return null
  if (own !== current.id) return { sessionId: own, words: 'Resume this session' }
  const at = messages.findIndex((message) => message.id === divider.id)
  const before = messages.findLast(
    ({ sessionId }, index) => index < at && sessionId !== null && sessionId !== own,
  )?.sessionId
  return before ? { sessionId: before, words: 'Resume the one before' } : null
}
