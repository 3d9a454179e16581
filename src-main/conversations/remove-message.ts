import { conflict, notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import { isTerminal } from '../turns/turn-transition.ts'

/**
 * Removes a message for good, with its tool calls; its turn, and what that changed in files, stay. Errors: `not_found`,
 * `conflict` while its turn has not ended.
 */
export function removeMessage({ stores, unitOfWork }: Pick<Core, 'stores' | 'unitOfWork'>, id: string): void {
  unitOfWork.run((work) => {
    const message = stores.messages.get(id)
    if (!message) throw notFound('There is no such message. It may have been removed.')
    const turn = message.turnId === null ? undefined : stores.turns.get(message.turnId)
    if (turn?.status === 'queued' && turn.startedAt === null && turn.runId === null)
      throw conflict('It waits for its turn. Take it back there instead.')
    if (turn && !isTerminal(turn.status))
      throw conflict('Its turn is still under way. Wait for its end, or stop it first.')
    stores.messages.remove(id)
    work.publish('message.removed', { id, conversationId: message.conversationId })
  })
}
