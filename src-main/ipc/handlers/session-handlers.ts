import type { Session } from '../../../src-shared/domain/session.ts'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import type { Branches } from '../../conversations/branches.ts'
import { findInThread } from '../../conversations/find-in-thread.ts'
import { sessionEntries } from '../../conversations/session-entries.ts'
import type { SessionMoves } from '../../conversations/session-moves.ts'
import type { SessionSwitch } from '../../conversations/session-switch.ts'
import { badInput, notFound } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { MessagePage } from '../../store/thread-store.ts'
import { windowShares } from '../../turns/compaction-decision.ts'
import { longestAnswer } from '../../turns/model-request.ts'
import type { SessionDesk } from '../../turns/session-desk.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<
  Handlers,
  | Extract<keyof Handlers, `sessions.${string}`>
  | 'conversations.messages'
  | 'messages.find'
  | 'messages.edit'
  | 'messages.regenerate'
  | 'messages.choose'
  | 'messages.reveal'
>

export function sessionHandlers(
  { stores }: Core,
  parts: {
    readonly sessions: SessionDesk
    readonly switching: SessionSwitch
    readonly moves: SessionMoves
    readonly branches: Branches
    /** The model of a session, or of a new one, and how many tokens it takes. */
    readonly reach: (session: Session | undefined) => { readonly window: number }
    readonly checkAttachments: (attachments: readonly Attachment[]) => Promise<void>
  },
): Routes {
  const { sessions, switching, moves, branches } = parts
  const conversation = (id: string) => {
    const found = stores.conversations.get(id)
    if (!found) throw notFound('There is no such conversation. It may have been removed.')
    return found
  }
  const page = (
    conversationId: string,
    {
      before,
      after,
      around,
      limit,
    }: {
      before?: number | undefined
      after?: number | undefined
      around?: string | undefined
      limit: number
    },
  ): MessagePage => {
    if ([before, after, around].filter((each) => each !== undefined).length > 1)
      throw badInput('Give one of before, after and around.')
    if (after !== undefined) return stores.threads.pageAfter(conversationId, after, limit)
    if (around === undefined) return stores.threads.page(conversationId, before ?? null, limit)
    const place = stores.threads.placeOf(around)
    if (place?.conversationId !== conversationId)
      throw notFound('This message is not in the conversation any more.')
    return stores.threads.pageAround(conversationId, place.seq, limit)
  }
  return {
    'conversations.messages': ({ conversationId, limit = 50, ...where }) => {
      const found = page(conversation(conversationId).id, { ...where, limit })
      const turnIds = new Set(found.messages.flatMap(({ turnId }) => (turnId === null ? [] : [turnId])))
      return { ...found, turns: stores.turns.endedBadly([...turnIds]) }
    },
    'messages.find': ({ conversationId, text }) =>
      findInThread(stores, conversation(conversationId).id, text),
    'messages.edit': async (input) => {
      if (input.attachments !== undefined) await parts.checkAttachments(input.attachments)
      return branches.edit(input)
    },
    'messages.regenerate': ({ turnId }) => branches.regenerate(turnId),
    'messages.choose': ({ forkId, sessionId }) => moves.choose(forkId, sessionId),
    'messages.reveal': ({ id }) => moves.reveal(id),
    'sessions.list': ({ conversationId }) => sessionEntries(stores, conversationId),
    'sessions.check': ({ conversationId, ...wish }) => sessions.check(conversation(conversationId), wish),
    'sessions.start': ({ conversationId, ...wish }) => switching.start(conversationId, wish),
    'sessions.switchModel': ({ conversationId, ...wish }) => switching.switchModel(conversationId, wish),
    'sessions.cancelSummary': ({ conversationId }) => {
      switching.cancelSummary(conversationId)
      return {}
    },
    'sessions.resume': ({ sessionId }) => moves.resume(sessionId),
    'sessions.fork': ({ messageId }) => moves.fork(messageId),
    'sessions.context': ({ conversationId }) => {
      const session = stores.sessions.current(conversation(conversationId).id)
      const { window } = parts.reach(session)
      const tokens = session ? stores.sessions.contextTokens(session.id) : 0
      return { tokens, window, compactsAt: windowShares(window, longestAnswer).compactsAt }
    },
  }
}
