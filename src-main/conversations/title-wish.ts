import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Stores } from '../store/stores.ts'

/**
 * Whether the answer to the next message is to begin with a title: of a chat that nobody has named, where no answer has come
 * yet and no other one is on its way.
 */
export function wantsTitle(
  { messages, turns }: Pick<Stores, 'messages' | 'turns'>,
  { id, kind, titleBy }: Pick<Conversation, 'id' | 'kind' | 'titleBy'>,
): boolean {
  if (kind !== 'chat' || (titleBy !== 'none' && titleBy !== 'words')) return false
  return !messages.hasAnswer(id) && turns.active(id).length === 0
}
