import type { Message } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { conflict, notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import { tellConversation } from '../store/tell-conversation.ts'
import type { Work } from '../store/unit-of-work.ts'

export type QueueDesk = ReturnType<typeof createQueueDesk>

/** The messages that wait for their turn, as the user handles them, and the way past the others. */
export function createQueueDesk(
  core: Pick<Core, 'stores' | 'unitOfWork' | 'clock'>,
  parts: {
    readonly kick: () => void
    /** A turn that rests before its next try looks at its rows at once. */
    readonly wake: (turnId: string) => void
  },
) {
  const { stores, unitOfWork, clock } = core

  /** The turn and the message that waits for it. Errors: `not_found`, `conflict` once it has begun. */
  const waiting = (turnId: string): { readonly turn: Turn; readonly message: Message } => {
    const turn = stores.turns.get(turnId)
    if (!turn) throw notFound('This message does not wait any more: it was taken back.')
    const message = stores.messages.ofTurn(turnId).find(({ role }) => role === 'user')
    if (turn.status !== 'queued' || turn.startedAt !== null)
      throw conflict('Its turn has begun already, so it stays as it was sent.')
    if (turn.runId !== null || !message) throw conflict('This is work of a run. It is handled under Runs.')
    return { turn, message }
  }

  const desk = {
    /**
     * Lets a queued turn come next: the chat's own turn that works in its session makes way at its next step, if there is
     * one. `first`: also before those that were let come next earlier. Part of the caller's transaction.
     */
    hurry(turnId: string, first: boolean, work: Work): void {
      const working = stores.turns.hurry(turnId, first)
      const hurried = stores.turns.get(turnId)
      // Windows say in which order the messages wait.
      if (hurried) work.publish('turn.changed', hurried)
      work.afterCommit(parts.kick)
      if (working) work.afterCommit(() => parts.wake(working.id))
    },

    /** Errors: `not_found`, `conflict`. */
    change: (turnId: string, text: string): Message =>
      unitOfWork.run((work) => {
        const { message } = waiting(turnId)
        const kept = message.content.filter((block) => block.type !== 'text')
        stores.messages.setContent(message.id, [...kept, { type: 'text', text }])
        const changed = stores.messages.get(message.id) ?? message
        work.publish('message.changed', changed)
        return changed
      }),

    /** Takes the message back, and its turn, which never was. Errors: `not_found`, `conflict`. */
    remove(turnId: string): void {
      unitOfWork.run((work) => {
        const { turn, message } = waiting(turnId)
        const { id, conversationId } = message
        stores.messages.remove(id)
        stores.turns.remove(turnId)
        tellConversation(stores, conversationId, work)
        work.publish('message.removed', { id, conversationId })
        // Whoever waits for its end hears of it.
        work.publish('turn.changed', { ...turn, status: 'cancelled', endedAt: clock.now() })
      })
    },

    /** Errors: `not_found`, `conflict`. */
    sendNow: (turnId: string): Turn =>
      unitOfWork.run((work) => {
        waiting(turnId)
        desk.hurry(turnId, true, work)
        return waiting(turnId).turn
      }),
  }
  return desk
}
