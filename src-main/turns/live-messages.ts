import type { LiveMessage, TurnDoing } from '../../src-shared/ipc/conversation-routes.ts'
import type { EventBus } from '../platform/event-bus.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { MaskStream } from '../secrets/mask-stream.ts'
import type { SecretMask } from '../secrets/secret-mask.ts'
import { shortestSecret } from '../secrets/secret-value.ts'
import { createTitleStripper } from './title-stripper.ts'

export type LiveMessages = ReturnType<typeof createLiveMessages>

/** What stands between a model and the windows. */
interface Filter {
  readonly strip: (piece: string) => string
  readonly masks: Readonly<Record<'text' | 'thinking', MaskStream<string>>>
}

/**
 * What running turns have streamed since their last commit: only in memory, for windows that open in the middle. Of an answer
 * that `awaitsTitle` the title is no part; secrets are hidden, and what may be the beginning of one is held back.
 */
export function createLiveMessages(
  bus: EventBus,
  mask: () => SecretMask,
  awaitsTitle: (turnId: string) => boolean = () => false,
) {
  const byTurn = new Map<string, LiveMessage>()
  const doings = new Map<string, TurnDoing>()
  const filters = new Map<string, Filter>()
  return {
    /** Begins a message, in place of one that a failed call left behind. */
    begin(turn: Turn, messageId: string): void {
      const hiding = mask()
      filters.set(turn.id, {
        strip: awaitsTitle(turn.id) ? createTitleStripper() : (piece) => piece,
        masks: { text: hiding.textStream(), thinking: hiding.textStream() },
      })
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
      const filter = filters.get(turnId)
      if (!live || !filter) return
      const text = filter.masks[kind].push(kind === 'text' ? filter.strip(piece) : piece)
      if (text === '') return
      const { conversationId, messageId } = live
      bus.publish({
        event: 'message.delta',
        data: { conversationId, turnId, messageId, kind, offset: live[kind].length, text },
      })
      byTurn.set(turnId, { ...live, [kind]: live[kind] + text })
    },
    /** What was streamed last, and forgets it. An end that could be half of a secret is no part of it. */
    end(turnId: string): LiveMessage | null {
      const live = byTurn.get(turnId) ?? null
      const held = filters.get(turnId)?.masks.text.end() ?? ''
      byTurn.delete(turnId)
      filters.delete(turnId)
      return live && { ...live, text: live.text + (held.length < shortestSecret ? held : '') }
    },
    /** While `work` is under way, however it ends, windows know that the turn is doing this. */
    async during<T>(
      { id: turnId, conversationId }: Turn,
      doing: TurnDoing['doing'],
      work: () => Promise<T>,
    ): Promise<T> {
      doings.set(turnId, { turnId, conversationId, doing })
      bus.publish({ event: 'turn.doing', data: { turnId, conversationId, doing } })
      try {
        return await work()
      } finally {
        doings.delete(turnId)
        bus.publish({ event: 'turn.doing', data: { turnId, conversationId, doing: null } })
      }
    },
    doing: (conversationId: string): TurnDoing[] =>
      [...doings.values()].filter((each) => each.conversationId === conversationId),
    of: (conversationId: string): LiveMessage[] =>
      [...byTurn.values()].filter((live) => live.conversationId === conversationId),
  }
}
