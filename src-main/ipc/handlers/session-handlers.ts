import type { ConversationDesk } from '../../conversations/conversation-desk.ts'
import { notFound, unavailable } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<
  Handlers,
  | Extract<keyof Handlers, `sessions.${string}`>
  | 'conversations.messages'
  | 'messages.find'
  | 'messages.edit'
  | 'messages.regenerate'
  | 'messages.choose'
>

const soon = (): never => {
  throw unavailable('This does not work yet.')
}

export function sessionHandlers(
  { stores }: Core,
  { conversations }: { readonly conversations: ConversationDesk },
): Routes {
  return {
    'conversations.messages': ({ conversationId, before, limit = 50 }) => {
      if (!stores.conversations.get(conversationId))
        throw notFound('There is no such conversation. It may have been removed.')
      const page = stores.threads.page(conversationId, before ?? null, limit)
      const turnIds = new Set(page.messages.flatMap(({ turnId }) => (turnId === null ? [] : [turnId])))
      return { ...page, turns: stores.turns.endedBadly([...turnIds]) }
    },
    'messages.find': soon,
    'messages.edit': soon,
    'messages.regenerate': soon,
    'messages.choose': soon,
    'sessions.list': ({ conversationId }) =>
      conversations.sessions(conversationId).map((session, index) => ({
        ...session,
        isCurrent: index === 0,
        turns: 0,
        lastAt: null,
        firstWords: '',
      })),
    'sessions.check': soon,
    'sessions.resume': soon,
    'sessions.fork': soon,
    'sessions.context': soon,
    'sessions.start': ({ conversationId, ...wish }) => conversations.startSession(conversationId, wish),
    'sessions.switchModel': ({ conversationId, ...wish }) => conversations.switchModel(conversationId, wish),
  }
}
