import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'

/** A queued turn of a chat itself, which belongs to no run. Its message is the caller's, in the same transaction. */
export function queueChatTurn(
  { stores, clock, ids }: Core,
  place: { readonly conversationId: string; readonly sessionId: string },
  kick: () => void,
  work: Work,
): Turn {
  const id = ids.next('turn')
  stores.turns.insert({ id, ...place, runId: null, lane: 'chat', queuedAt: clock.now() })
  const turn = stores.turns.get(id)
  if (!turn) throw new Error('a turn vanished in its own transaction')
  work.publish('turn.changed', turn)
  work.afterCommit(kick)
  return turn
}
