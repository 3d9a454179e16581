import type { ConversationDesk } from '../../conversations/conversation-desk.ts'
import type { Outgoing } from '../../conversations/send-message.ts'
import { badInput, notFound } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Dispatcher } from '../../turns/dispatcher.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<
  Handlers,
  | Extract<keyof Handlers, `conversations.${string}` | `sessions.${string}` | `search.${string}`>
  | 'turns.cancel'
  | 'turns.retry'
>

export function conversationHandlers(
  { stores }: Core,
  parts: {
    readonly conversations: ConversationDesk
    readonly dispatcher: Dispatcher
    readonly send: (message: Outgoing) => { readonly turnId: string }
    /** Why this path cannot be a working directory, or `null`. */
    readonly folderProblem: (path: string) => Promise<string | null>
  },
): Routes {
  const { conversations, dispatcher, send } = parts
  const checkFolder = async (path: string | null | undefined): Promise<void> => {
    const problem = path == null ? null : await parts.folderProblem(path)
    if (problem !== null) throw badInput(problem)
  }
  return {
    'conversations.create': async (input) => {
      await checkFolder(input.workingDirectory)
      return conversations.create(input)
    },
    'conversations.list': ({ kind = 'chat' }) => stores.conversations.list(kind),
    'conversations.get': ({ id }) => conversations.detail(id),
    'conversations.rename': ({ id, title }) => conversations.rename(id, title),
    'conversations.setWorkingDirectory': async ({ id, workingDirectory }) => {
      await checkFolder(workingDirectory)
      return conversations.setWorkingDirectory(id, workingDirectory)
    },
    'conversations.setPermission': ({ id, ...wish }) => conversations.setPermission(id, wish),
    'conversations.remove': ({ id }) => {
      conversations.remove(id)
      return {}
    },
    'conversations.send': (message) => send(message),
    'conversations.messages': ({ conversationId, before, limit = 50 }) => {
      if (!stores.conversations.get(conversationId))
        throw notFound('There is no such conversation. It may have been removed.')
      const page = stores.messages.page(conversationId, before ?? null, limit)
      const turnIds = new Set(page.messages.flatMap(({ turnId }) => (turnId === null ? [] : [turnId])))
      return { ...page, turns: stores.turns.endedBadly([...turnIds]) }
    },
    'sessions.list': ({ conversationId }) => conversations.sessions(conversationId),
    'sessions.start': ({ conversationId, ...wish }) => conversations.startSession(conversationId, wish),
    'sessions.switchModel': ({ conversationId, ...wish }) => conversations.switchModel(conversationId, wish),
    'turns.cancel': ({ turnId }) => dispatcher.cancel(turnId),
    'turns.retry': ({ turnId }) => conversations.retry(turnId),
    'search.query': ({ text, limit = 50, in: within = 'all' }) => ({
      hits: stores.search.query(text, within, limit),
    }),
  }
}
