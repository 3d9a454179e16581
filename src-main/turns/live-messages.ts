import type { LiveMessage } from '../../src-shared/ipc/conversation-routes.ts'
import type { EventBus } from '../platform/event-bus.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { createTitleStripper } from './title-stripper.ts'

export type LiveMessages = ReturnType<typeof createLiveMessages>

/**
 * What running turns have streamed since their last commit: only in memory, for windows that open in the middle. Of an answer
 * that `awaitsTitle` the title is no part.
 */
export function createLiveMessages(bus: EventBus, awaitsTitle: (turnId: string) => boolean = () => false) {
  const byTurn = new Map<string, LiveMessage>()
  const strippers = new Map<string, (piece: string) => string>()
  return {
    /** Begins a message, in place of one that a failed call left behind. */
    begin(turn: Turn, messageId: string): void {
      if (awaitsTitle(turn.id)) strippers.set(turn.id, createTitleStripper())
      else strippers.delete(turn.id)
      byTurn.set(turn.id, {
        turnId: turn.id,
        conversationId: turn.conversationId,
        messageId,
        text: '',
        thinking: '',
      })
    },
    append(turnId: string, kind: 'text' | 'thinking', piece: string): void {
      const live = byTurn.get(turnId)
      const text = kind === 'text' ? (strippers.get(turnId)?.(piece) ?? piece) : piece
      if (!live || text === '') return
      const { conversationId, messageId } = live
      bus.publish({
        event: 'message.delta',
        data: { conversationId, turnId, messageId, kind, offset: live[kind].length, text },
      })
      byTurn.set(turnId, { ...live, [kind]: live[kind] + text })
    },
    /** What was streamed last, and forgets it. */
    end(turnId: string): LiveMessage | null {
      const live = byTurn.get(turnId) ?? null
      byTurn.delete(turnId)
      strippers.delete(turnId)
      return live
    },
    of: (conversationId: string): LiveMessage[] =>
      [...byTurn.values()].filter((live) => live.conversationId === conversationId),
  }
}
