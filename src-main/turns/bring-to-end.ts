import type { Stores } from '../store/stores.ts'
import type { Work } from '../store/unit-of-work.ts'

/** The message that waited for its turn stands where the turn begins: behind what was said meanwhile. */
export function bringToEnd({ messages }: Pick<Stores, 'messages'>, turnId: string, work: Work): void {
  const said = messages.ofTurn(turnId).find(({ role }) => role === 'user')
  if (!said || !messages.moveToEnd(said.id)) return
  const moved = messages.get(said.id)
  if (moved) work.publish('message.appended', moved)
}

/**
 * What waits for its turn goes to the session with which the conversation goes on now, and stands below the line that tells of
 * it: where a message stands says what is known when it is answered. The last step of a transaction that made another session
 * the current one. Returns whether anything did.
 */
export function bringAlong(stores: Stores, conversationId: string, work: Work): boolean {
  const session = stores.sessions.current(conversationId)
  const moved = session ? stores.turns.bringAlong(conversationId, session.id) : []
  for (const id of moved) {
    const turn = stores.turns.get(id)
    const run = turn?.runId == null ? undefined : stores.runs.get(turn.runId)
    if (turn) work.publish('turn.changed', turn)
    if (run) work.publish('run.changed', run)
    const said = stores.messages.ofTurn(id).find(({ role }) => role === 'user')
    if (said && !stores.messages.moveToEnd(said.id)) work.publish('message.changed', said)
    else if (said) work.publish('message.appended', said)
  }
  return moved.length > 0
}
