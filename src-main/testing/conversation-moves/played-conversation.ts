import { expect } from 'vitest'
import type { Message } from '../../../src-shared/domain/message.ts'
import type { Resident } from '../start-resident.ts'
import type { HeldAnswers } from './held-answers.ts'

/** A conversation, and what must be there of it after what was done so far. */
export interface PlayedConversation {
  readonly resident: Resident
  readonly answers: HeldAnswers
  readonly id: string
  /** Every turn that was asked for, oldest first. */
  readonly turnIds: string[]
  /** By turn, what the user said in it: not what was taken back or deleted. */
  readonly said: Map<string, string>
  /** The sessions of which a line was deleted that told of them. */
  readonly untold: Set<string>
  /** All that is shown, oldest first. */
  shown(): Promise<readonly Message[]>
  /** Resolves when no turn is under way. */
  ended(): Promise<void>
  /** Notes a turn that was asked for. Fails where its message is not shown at once, or twice. */
  begun(turnId: string, words: string): Promise<void>
}

/** A conversation in which nothing was done yet. */
export async function playConversation(
  resident: Resident,
  answers: HeldAnswers,
): Promise<PlayedConversation> {
  const { id } = await resident.call('conversations.create', {})
  const turnIds: string[] = []
  const said = new Map<string, string>()
  const shown = async () =>
    (await resident.call('conversations.messages', { conversationId: id, limit: 500 })).messages
  return {
    resident,
    answers,
    id,
    turnIds,
    said,
    untold: new Set(),
    shown,
    async ended() {
      await resident.until(async () => {
        const { activeTurns } = await resident.call('conversations.get', { id })
        return activeTurns.length === 0 ? true : undefined
      })
    },
    async begun(turnId, words) {
      turnIds.push(turnId)
      said.set(turnId, words)
      const own = (await shown()).filter((message) => message.turnId === turnId && message.role === 'user')
      expect(own, 'what was said is shown at once').toHaveLength(1)
    },
  }
}
