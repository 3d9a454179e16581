import type { Stores } from '../store/stores.ts'

/**
 * Lets the message of a turn that begins ask for a title, where the one that was to ask for it is gone: a chat that nobody has
 * named, in which no answer has come and no other turn is under way. Part of the caller's transaction.
 */
export function wishTitle({ conversations, messages, turns }: Stores, turnId: string): void {
  const turn = turns.get(turnId)
  const chat = turn?.runId === null ? conversations.get(turn.conversationId) : undefined
  if (chat?.kind !== 'chat' || (chat.titleBy !== 'none' && chat.titleBy !== 'words')) return
  const isAlone = turns.active(chat.id).every(({ id, status }) => id === turnId || status === 'queued')
  if (isAlone && !messages.hasAnswer(chat.id)) messages.wishTitle(turnId)
}
