import type { ConversationDesk } from '../../conversations/conversation-desk.ts'
import type { Outgoing } from '../../conversations/send-message.ts'
import { badInput, unavailable } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import type { Dispatcher } from '../../turns/dispatcher.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<
  Handlers,
  | Exclude<
      Extract<keyof Handlers, `conversations.${string}` | `folders.${string}`>,
      'conversations.messages'
    >
  | 'messages.changeQueued'
  | 'messages.removeQueued'
  | 'messages.sendNow'
  | 'messages.remove'
  | 'turns.cancel'
  | 'turns.retry'
>

const soon = (): never => {
  throw unavailable('This does not work yet.')
}

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
    'conversations.pin': soon,
    'conversations.archive': soon,
    'conversations.markUnread': soon,
    'conversations.move': soon,
    'conversations.export': soon,
    'conversations.import': soon,
    'folders.list': () => [],
    'folders.create': soon,
    'folders.rename': soon,
    'folders.reorder': soon,
    'folders.remove': soon,
    'messages.changeQueued': soon,
    'messages.removeQueued': soon,
    'messages.sendNow': soon,
    'messages.remove': soon,
    'turns.cancel': ({ turnId }) => dispatcher.cancel(turnId),
    'turns.retry': ({ turnId }) => conversations.retry(turnId),
  }
}
