import type { Stores } from '../store/stores.ts'
import type { CallPlace } from './tools/tool.ts'
import { spellings, standsIn } from './tools/web/stands-in.ts'

/**
 * Whether an address stands word for word in a message that the user wrote in the call's conversation, or in the
 * instruction of its run. Nothing that a model, a tool or an earlier result said counts.
 */
export function userWrote(
  stores: Pick<Stores, 'messages'>,
  { conversationId }: Pick<CallPlace, 'conversationId'>,
  address: string,
): boolean {
  // The shortest spelling is a part of every other one.
  const shortest = spellings(address).reduce((a, b) => (b.length < a.length ? b : a))
  return stores.messages.userTexts(conversationId, shortest).some((text) => standsIn(text, address))
}
