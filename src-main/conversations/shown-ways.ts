import type { Session } from '../../src-shared/domain/session.ts'
import { conflict } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import { choicesFor } from '../store/shown-sessions.ts'
import type { Work } from '../store/unit-of-work.ts'

export type ShownWays = ReturnType<typeof createShownWays>

/** Which ways of a conversation are shown. All of it is part of the caller's transaction. */
export function createShownWays({ stores }: Pick<Core, 'stores'>) {
  const { threads, forks, sessions, turns } = stores

  /** Shows a session up to a message: at every fork on the way to it, the way that leads there. */
  const show = (conversationId: string, sessionId: string, seq: number): void => {
    const choices = choicesFor(
      sessionId,
      seq,
      sessions.nodes(conversationId),
      forks.ofConversation(conversationId),
    )
    for (const each of choices) forks.choose(each.forkId, each.sessionId)
  }

  return {
    show,
    /**
     * Does what changes the ways. Error `conflict` where a turn under way would go on unseen: what it says would come to a
     * part of the conversation that nobody looks at.
     */
    rearrange<T>(conversationId: string, work: Work, change: () => T): T {
      const before = threads.hidden(conversationId)
      const value = change()
      const after = threads.hidden(conversationId)
      for (const turn of turns.active(conversationId)) {
        if (!after.has(turn.sessionId) || before.has(turn.sessionId)) continue
        throw conflict(
          turn.status === 'waiting'
            ? 'A question is still open in what would be hidden. Answer it, or stop it first.'
            : 'The assistant still works on what would be hidden. Stop it first, or wait for its end.',
        )
      }
      const isSame = before.size === after.size && [...before].every(([id, seq]) => after.get(id) === seq)
      if (!isSame) work.publish('thread.changed', { conversationId })
      return value
    },
    /** Whether what a session says next would stand below something that it is no part of: who reads on must be told. */
    isElsewhere(session: Pick<Session, 'id' | 'conversationId'>): boolean {
      const last = threads.lastSession(session.conversationId)
      return last !== null && sessions.chain(session.id).every(({ id }) => id !== last)
    },
  }
}
