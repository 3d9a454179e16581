import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import { conflict, notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import { leafOf, waysOf } from '../store/shown-sessions.ts'
import type { Work } from '../store/unit-of-work.ts'
import { appendDivider } from '../turns/append-divider.ts'
import type { SessionDesk } from '../turns/session-desk.ts'
import { quoted } from './quoted.ts'
import type { ShownWays } from './shown-ways.ts'

const whole = Number.MAX_SAFE_INTEGER

export type SessionMoves = ReturnType<typeof createSessionMoves>

/** Going back to an older session, to another version, or on from a message. */
export function createSessionMoves(
  core: Core,
  { sessions, ways }: { readonly sessions: SessionDesk; readonly ways: ShownWays },
) {
  const { stores, unitOfWork } = core

  const sessionOf = (id: string): Session => {
    const session = stores.sessions.get(id)
    if (!session) throw notFound('There is no such session. Its conversation may have been removed.')
    return session
  }
  const conversationOf = (id: string): Conversation => {
    const conversation = stores.conversations.get(id)
    if (!conversation) throw notFound('There is no such conversation. It may have been removed.')
    return conversation
  }
  const tellResumed = (session: Session, work: Work): void => {
    const id = stores.threads.firstSaid(session.id, 'user')
    const first = id === undefined ? undefined : stores.messages.get(id)
    const which = first ? quoted(first) : ''
    const words = `Back in an earlier session${which}. What was said since is not part of it.`
    appendDivider(core, session, 'resumed', words, work)
  }

  /** As `resume`. Part of the caller's transaction. */
  const goBack = (sessionId: string, work: Work): Session => {
    const session = sessionOf(sessionId)
    const { conversationId } = session
    const current = stores.sessions.current(conversationId)
    ways.rearrange(conversationId, work, () => ways.show(conversationId, session.id, whole))
    if (current?.id === session.id) return session
    sessions.goOn(session, work)
    tellResumed(session, work)
    sessions.follow(conversationId, work)
    return session
  }

  return {
    goBack,

    /** An older session goes on. It is shown to its end, whatever way was chosen instead. */
    resume: (sessionId: string): Session => unitOfWork.run((work) => goBack(sessionId, work)),

    /** A new session that knows what the message's knew right after it. Nothing that is shown goes away. */
    fork: (messageId: string): Session =>
      unitOfWork.run((work) => {
        const place = stores.threads.placeOf(messageId)
        const message = place && stores.messages.get(messageId)
        if (!place || !message) throw notFound('There is no such message. It may have been deleted.')
        const conversation = conversationOf(place.conversationId)
        if (conversation.kind === 'background')
          throw conflict('This belongs to a run. Continue the run instead.')
        if (place.role === 'divider')
          throw conflict('This line is no message. Choose the message above or below it.')
        if (place.sessionId === null)
          throw conflict(
            'This belongs to no session of the conversation. Reply to it, or choose a message of yours or the assistant’s.',
          )
        const turn = place.turnId === null ? undefined : stores.turns.get(place.turnId)
        if (turn?.status === 'queued' && turn.startedAt === null)
          throw conflict('This message still waits for its turn. Choose one that was read.')
        const session = sessions.branch(
          conversation,
          sessionOf(place.sessionId),
          { parentId: place.sessionId, parentSeq: place.seq, reason: 'forked', forkId: null },
          work,
        )
        const which = place.role === 'user' ? 'message' : 'answer'
        const words = `New session from the ${which}${quoted(message)}. What was said after it is not part of it.`
        appendDivider(core, session, 'forked', words, work)
        sessions.follow(conversation.id, work)
        return session
      }),

    /** Shows another version; the next turn goes on at its end. Gives the session there. */
    choose: (forkId: string, sessionId: string): Session =>
      unitOfWork.run((work) => {
        const fork = stores.forks.get(forkId)
        if (!fork) throw notFound('There are no such versions. Their conversation may have been removed.')
        const { conversationId } = fork
        if (!waysOf(fork, stores.sessions.nodes(conversationId)).includes(sessionId))
          throw notFound('There is no such version of this message.')
        const before = stores.sessions.current(conversationId)
        const leaf = ways.rearrange(conversationId, work, () => {
          ways.show(conversationId, fork.sessionId, fork.seq - 1)
          stores.forks.choose(fork.id, sessionId)
          const after = sessionId === fork.sessionId ? fork.seq : 0
          return sessionOf(leafOf(sessionId, after, stores.forks.ofConversation(conversationId)))
        })
        if (before?.id === leaf.id) return leaf
        sessions.goOn(leaf, work)
        if (ways.isElsewhere(leaf)) tellResumed(leaf, work)
        sessions.follow(conversationId, work)
        return leaf
      }),

    /** Shows the version that holds a message, so that one can jump to it. */
    reveal: (messageId: string): { readonly conversationId: string } =>
      unitOfWork.run((work) => {
        const place = stores.threads.placeOf(messageId)
        if (!place) throw notFound('There is no such message. It may have been deleted.')
        const { conversationId, sessionId, seq } = place
        if (sessionId === null) return { conversationId }
        const before = stores.sessions.current(conversationId)
        const leaf = ways.rearrange(conversationId, work, () => {
          ways.show(conversationId, sessionId, seq)
          return leafOf(sessionId, seq, stores.forks.ofConversation(conversationId))
        })
        // A session that begins elsewhere goes on below.
        if (before && stores.threads.hidden(conversationId).has(before.id))
          sessions.goOn(sessionOf(leaf), work)
        return { conversationId }
      }),
  }
}
