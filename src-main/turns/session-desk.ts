import type { Connection } from '../../src-shared/domain/connection.ts'
import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { SessionReason } from '../../src-shared/domain/message.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { ModelCheck } from '../../src-shared/ipc/session-routes.ts'
import { notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { appendDivider } from './append-divider.ts'
import { bringAlong } from './bring-to-end.ts'
import { createModelChoice, type ModelChange } from './model-choice.ts'

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

/** What a new session is told of an older one. */
export interface OldSummary {
  readonly text: string
  /** The session that it is of. */
  readonly of: string
}

/** Where a session's context begins: with another one's, up to a message. */
export interface BranchStart {
  readonly parentId: string
  readonly parentSeq: number
  readonly reason: Extract<SessionReason, 'forked' | 'edited' | 'regenerated'>
  /** Of which fork it is a way on; `null`: it stands beside all that is shown. */
  readonly forkId: string | null
}

/** Where a session's model is reached. */
type ModelPlace = Pick<Session, 'connectionId' | 'model'>

type SessionBegin = Pick<SessionWish, 'workingDirectory'> &
  (
    | {
        readonly reason: Exclude<SessionReason, BranchStart['reason']>
        readonly summary?: OldSummary | undefined
      }
    | BranchStart
  )

const notPart = 'What was said before is not part of it.'
export const summarised = 'It begins with a summary of the one before.'

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
export function createSessionDesk(core: Core, connections: ConnectionDirectory, kick: () => void) {
  const { stores, clock, ids } = core
  const choice = createModelChoice(stores, connections)

  /** What the user chooses must exist. A schedule's choice is not checked: its run says that the connection is gone. */
  const check = (wish: SessionWish): void => {
    if (wish.connectionId !== undefined && !connections.find(wish.connectionId))
      throw notFound('There is no such connection. Choose one in Settings → Models.')
  }
  const kept = (before: Session | undefined): string | undefined =>
    before && connections.find(before.connectionId) ? before.connectionId : undefined

  /** Its conversation goes on with it: everybody is told. */
  const tell = (session: Session, work: Work): void => {
    work.publish('session.changed', session)
    const conversation = stores.conversations.get(session.conversationId)
    if (conversation) work.publish('conversation.changed', conversation)
  }

  const follow = (conversationId: string, work: Work): boolean => {
    const isFollowed = bringAlong(stores, conversationId, work)
    if (isFollowed) work.afterCommit(kick)
    return isFollowed
  }

  /** Where it is reached: as wished, else as before, else the default. */
  const reached = (conversation: Conversation, wish: SessionWish): ModelPlace => {
    const before = stores.sessions.current(conversation.id)
    const connectionId = wish.connectionId ?? kept(before) ?? connections.defaultId()
    const keepsModel = before?.connectionId === connectionId
    return { connectionId, model: wish.model ?? (keepsModel ? before.model : null) }
  }

  const insert = (
    conversation: Conversation,
    { connectionId, model }: ModelPlace,
    begin: SessionBegin,
    work: Work,
  ): Session => {
    const branch = 'parentId' in begin ? begin : null
    const summary = 'summary' in begin ? begin.summary : undefined
    const session: Session = {
      id: ids.next('session'),
      conversationId: conversation.id,
      runtime: 'built-in',
      connectionId,
      model,
      workingDirectory:
        begin.workingDirectory === undefined ? conversation.workingDirectory : begin.workingDirectory,
      reason: begin.reason,
      parentId: branch?.parentId ?? null,
      summary: summary?.text ?? null,
      createdAt: clock.now(),
    }
    stores.sessions.insert({
      ...session,
      parentSeq: branch?.parentSeq ?? null,
      forkId: branch?.forkId ?? null,
      summaryOf: summary?.of ?? null,
    })
    tell(session, work)
    return session
  }
  const begun = (conversation: Conversation, wish: SessionWish, begin: SessionBegin, work: Work): Session => {
    const { workingDirectory } = wish
    return insert(conversation, reached(conversation, wish), { ...begin, workingDirectory }, work)
  }
  const first = (conversation: Conversation, wish: SessionWish, work: Work): Session =>
    begun(conversation, wish, { reason: 'first' }, work)

  /** The same session with another model, or a new one that says why it had to be. */
  const apply = (
    conversation: Conversation,
    current: Session,
    change: ModelChange,
    about: { readonly wish: SessionWish; readonly summary?: OldSummary | undefined },
    work: Work,
  ): ModelSwitch => {
    if (change.kind === 'none') return { session: current, kept: true, reason: change.reason }
    const { connectionId, model, reason } = change
    if (change.kind === 'incompatible') {
      const { wish, summary } = about
      const begin = {
        reason: 'model-incompatible',
        summary,
        workingDirectory: wish.workingDirectory,
      } as const
      const session = insert(conversation, { connectionId, model }, begin, work)
      const words = `New session: ${reason} ${summary ? summarised : notPart}`
      appendDivider(core, session, 'model-incompatible', words, work)
      follow(conversation.id, work)
      return { session, kept: false, reason }
    }
    const session = { ...current, connectionId, model }
    stores.sessions.setModel(current.id, connectionId, model)
    tell(session, work)
    // Before anything was said there is nothing that another model answered.
    if (stores.threads.wasSpokenIn(current.id)) appendDivider(core, session, 'model', change.words, work)
    return { session, kept: true, reason }
  }

  return {
    /** The session of the next turn: the current one, or the first. */
    ensure(conversation: Conversation, wish: SessionWish, work: Work): Session {
      const current = stores.sessions.current(conversation.id)
      if (!current) return first(conversation, wish, work)
      if (wish.connectionId === undefined && wish.model === undefined) return current
      return apply(conversation, current, choice.change(current, wish), { wish }, work).session
    },

    /** A new session because the user asked for one. */
    begin(conversation: Conversation, wish: SessionWish, work: Work, summary?: OldSummary): Session {
      check(wish)
      if (!stores.sessions.current(conversation.id)) return first(conversation, wish, work)
      const session = begun(conversation, wish, { reason: 'requested', summary }, work)
      const words = `New session, as you asked. ${summary ? summarised : notPart}`
      appendDivider(core, session, 'requested', words, work)
      follow(conversation.id, work)
      return session
    },

    /** What waits for its turn follows `branch` and `goOn`, once what tells of them stands there. Whether anything did. */
    follow,

    /**
     * A session that knows what another one knew right after a message. It is the current one. `like`: whose model it has,
     * where that can still be reached; else that of the session that was current.
     */
    branch(conversation: Conversation, like: ModelPlace | null, start: BranchStart, work: Work): Session {
      const known = like !== null && connections.find(like.connectionId) !== undefined
      return insert(conversation, known ? like : reached(conversation, {}), start, work)
    },

    /** The conversation goes on with a session that is there already. */
    goOn(session: Session, work: Work): void {
      stores.sessions.makeCurrent(session)
      tell(session, work)
    },

    /** What `switchModel` would do. Changes nothing. */
    check(conversation: Conversation, wish: SessionWish): ModelCheck {
      check(wish)
      const current = stores.sessions.current(conversation.id)
      if (!current) return { kept: true, reason: 'The conversation has no session yet.', converted: [] }
      const change = choice.change(current, wish)
      const converted = change.kind === 'compatible' ? [...change.converted] : []
      return { kept: change.kind !== 'incompatible', reason: change.reason, converted }
    },

    /** Keeps the session where the new model can take it; otherwise begins another one and says why. */
    switchModel(
      conversation: Conversation,
      wish: SessionWish,
      work: Work,
      summary?: OldSummary,
    ): ModelSwitch {
      check(wish)
      const current = stores.sessions.current(conversation.id)
      if (current) return apply(conversation, current, choice.change(current, wish), { wish, summary }, work)
      const session = first(conversation, wish, work)
      return { session, kept: false, reason: 'The conversation had no session yet.' }
    },
  }
}
