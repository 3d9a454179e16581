import type { Connection } from '../../src-shared/domain/connection.ts'
import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { SessionReason } from '../../src-shared/domain/message.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import { RouteFailure } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { incompatibility } from './session-compatibility.ts'

/** What a session is asked to work with; what is left out is kept, or is the default. */
export interface SessionWish {
  readonly connectionId?: string | undefined
  readonly model?: string | undefined
  readonly workingDirectory?: string | null | undefined
}

/** Where models are reached, as sessions need to know it. */
export interface ConnectionDirectory {
  find(id: string): Connection | undefined
  defaultId(): string
}

const dividerWords = {
  first: '',
  requested: 'New session, as you asked. What was said before is not part of it.',
  'model-incompatible': 'New session',
} as const

/** What became of a session when its model was changed. */
export interface ModelSwitch {
  readonly session: Session
  readonly kept: boolean
  /** In words, for the user. */
  readonly reason: string
}

export type SessionDesk = ReturnType<typeof createSessionDesk>

/**
 * A conversation's session is sticky: it is made when there is none, when the user asks, or when a new model cannot
 * take what the old one holds. The end of a turn never ends it (glossary, When a new session starts).
 */
export function createSessionDesk(core: Core, connections: ConnectionDirectory) {
  const { stores, clock, ids } = core

  /** What the user chooses must exist. A schedule's choice is not checked: its run says that the connection is gone. */
  const check = (wish: SessionWish): void => {
    if (wish.connectionId !== undefined && !connections.find(wish.connectionId)) {
      throw new RouteFailure('not_found', 'There is no such connection. Choose one in Settings → Models.')
    }
  }
  const kept = (before: Session | undefined): string | undefined =>
    before && connections.find(before.connectionId) ? before.connectionId : undefined

  const open = (
    conversation: Conversation,
    wish: SessionWish,
    reason: SessionReason,
    why: string,
    work: Work,
  ): Session => {
    const before = stores.sessions.current(conversation.id)
    const connectionId = wish.connectionId ?? kept(before) ?? connections.defaultId()
    const keepsModel = before?.connectionId === connectionId
    const session: Session = {
      id: ids.next('session'),
      conversationId: conversation.id,
      runtime: 'built-in',
      connectionId,
      model: wish.model ?? (keepsModel ? before.model : null),
      workingDirectory:
        wish.workingDirectory === undefined ? conversation.workingDirectory : wish.workingDirectory,
      reason,
      parentId: null,
      summary: null,
      createdAt: clock.now(),
    }
    stores.sessions.insert(session)
    if (reason !== 'first') divide(conversation, session, why, work)
    work.publish('conversation.changed', conversation)
    return session
  }

  const divide = (conversation: Conversation, session: Session, text: string, work: Work): void => {
    const message = stores.messages.insert({
      id: ids.next('message'),
      conversationId: conversation.id,
      sessionId: session.id,
      turnId: null,
      at: clock.now(),
      role: 'divider',
      content: [{ type: 'divider', reason: session.reason, text }],
    })
    work.publish('message.appended', message)
  }

  const change = (
    conversation: Conversation,
    current: Session,
    wish: SessionWish,
    work: Work,
  ): ModelSwitch => {
    const connectionId = wish.connectionId ?? current.connectionId
    const model = wish.model ?? (connectionId === current.connectionId ? current.model : null)
    if (connectionId === current.connectionId && model === current.model) {
      return { session: current, kept: true, reason: 'Nothing changed.' }
    }
    const modelName = (id: string, name: string | null): string =>
      name ?? connections.find(id)?.defaultModel ?? ''
    const contextTokens = stores.turns.lastContextTokens(current.id)
    const why = incompatibility({ contextTokens, model: modelName(connectionId, model) })
    if (why !== null) {
      const wished = { ...wish, connectionId, ...(model === null ? {} : { model }) }
      const session = open(
        conversation,
        wished,
        'model-incompatible',
        `${dividerWords['model-incompatible']}: ${why}`,
        work,
      )
      return { session, kept: false, reason: why }
    }
    stores.sessions.setModel(current.id, connectionId, model)
    work.publish('conversation.changed', conversation)
    return {
      session: { ...current, connectionId, model },
      kept: true,
      reason: 'The new model takes the whole session.',
    }
  }

  return {
    /** The session of the next turn: the current one, or the first. */
    ensure(conversation: Conversation, wish: SessionWish, work: Work): Session {
      const current = stores.sessions.current(conversation.id)
      if (!current) return open(conversation, wish, 'first', '', work)
      if (wish.connectionId === undefined && wish.model === undefined) return current
      return change(conversation, current, wish, work).session
    },

    /** A new session because the user asked for one. */
    begin(conversation: Conversation, wish: SessionWish, work: Work): Session {
      check(wish)
      const reason = stores.sessions.current(conversation.id) ? 'requested' : 'first'
      return open(conversation, wish, reason, dividerWords[reason], work)
    },

    /** Keeps the session where the new model can take it; otherwise begins another one and says why. */
    switchModel(conversation: Conversation, wish: SessionWish, work: Work): ModelSwitch {
      check(wish)
      const current = stores.sessions.current(conversation.id)
      if (current) return change(conversation, current, wish, work)
      const session = open(conversation, wish, 'first', '', work)
      return { session, kept: false, reason: 'The conversation had no session yet.' }
    },
  }
}
