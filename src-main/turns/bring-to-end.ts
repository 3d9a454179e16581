import type { Stores } from '../store/stores.ts'
import type { Work } from '../store/unit-of-work.ts'

/** The message that waited for its turn stands where the turn begins: behind what was said meanwhile. */
export function bringToEnd({ messages }: Pick<Stores, 'messages'>, turnId: string, work: Work): void {
  const said = messages.ofTurn(turnId).find(({ role }) => role === 'user')
  if (!said || !messages.moveToEnd(said.id)) return
  const moved = messages.get(said.id)
  if (moved) work.publish('message.appended', moved)
}
