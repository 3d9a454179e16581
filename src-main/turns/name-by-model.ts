import type { Stores } from '../store/stores.ts'
import { tellConversation } from '../store/tell-conversation.ts'
import type { Work } from '../store/unit-of-work.ts'
import { cleanTitle } from './clean-title.ts'

/** The title that a model gives is its conversation's once, where neither a model nor the user has named it. */
export function nameByModel(
  stores: Pick<Stores, 'conversations'>,
  conversationId: string,
  given: string,
  work: Work,
): void {
  const title = cleanTitle(given)
  const by = stores.conversations.get(conversationId)?.titleBy
  if (title === '' || (by !== 'none' && by !== 'words')) return
  stores.conversations.rename(conversationId, title, 'model')
  tellConversation(stores, conversationId, work)
}
