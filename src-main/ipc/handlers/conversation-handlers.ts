import type { Desktop } from '../../app.ts'
import type { ConversationDesk } from '../../conversations/conversation-desk.ts'
import type { FolderDesk } from '../../conversations/folder-desk.ts'
import type { QueueDesk } from '../../conversations/queue-desk.ts'
import { removeMessage } from '../../conversations/remove-message.ts'
import type { Outgoing } from '../../conversations/send-message.ts'
import type { TranscriptDesk } from '../../conversations/transcripts/transcript-desk.ts'
import { inSlices } from '../../platform/in-slices.ts'
import { badInput } from '../../platform/route-failure.ts'
import type { Core } from '../../store/core.ts'
import { rowsInSlices } from '../../store/rows-in-slices.ts'
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

export function conversationHandlers(
  core: Core,
  parts: {
    readonly conversations: ConversationDesk
    readonly dispatcher: Dispatcher
    readonly folders: FolderDesk
    readonly queue: QueueDesk
    readonly transcripts: TranscriptDesk
    readonly desktop: Pick<Desktop, 'chooseFileToSave' | 'chooseFileToOpen'>
    readonly send: (message: Outgoing) => Promise<{ readonly turnId: string }>
    /** Why this path cannot be a working directory, or `null`. */
    readonly folderProblem: (path: string) => Promise<string | null>
  },
): Routes {
  const { stores } = core
  const { conversations, desktop, dispatcher, folders, queue, send, transcripts } = parts
  const checkFolder = async (path: string | null | undefined): Promise<void> => {
    const problem = path == null ? null : await parts.folderProblem(path)
    if (problem !== null) throw badInput(problem)
  }
  return {
    'conversations.create': async (input) => {
      await checkFolder(input.workingDirectory)
      return conversations.create(input)
    },
    'conversations.list': ({ kind = 'chat', before, limit }) =>
      before === undefined && limit === undefined
        ? inSlices(rowsInSlices(stores.conversations.ids(kind), stores.conversations.byIds))
        : stores.conversations.page(kind, before, limit),
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
    'conversations.pin': ({ id, pinned }) => conversations.pin(id, pinned),
    'conversations.archive': ({ id, archived }) => conversations.archive(id, archived),
    'conversations.markUnread': ({ id, unread }) => conversations.markUnread(id, unread),
    'conversations.move': ({ id, folderId }) => conversations.move(id, folderId),
    'conversations.export': async ({ id, format, path }, { via }) => {
      const name = transcripts.fileName(id, format)
      if (path === undefined && via === 'socket') throw badInput('Give the file to write, by its whole path.')
      const chosen = path ?? (await desktop.chooseFileToSave(name))
      if (chosen !== null) await transcripts.export(id, format, chosen)
      return { path: chosen }
    },
    'conversations.import': async ({ path }, { via }) => {
      if (path === undefined && via === 'socket') throw badInput('Give the file to read, by its whole path.')
      const chosen = path ?? (await desktop.chooseFileToOpen(['json']))
      return { conversation: chosen === null ? null : await transcripts.import(chosen) }
    },
    'folders.list': () => folders.list(),
    'folders.create': ({ name }) => folders.create(name),
    'folders.rename': ({ id, name }) => folders.rename(id, name),
    'folders.reorder': ({ id, position }) => folders.reorder(id, position),
    'folders.remove': ({ id }) => {
      folders.remove(id)
      return {}
    },
    'messages.changeQueued': ({ turnId, text }) => queue.change(turnId, text),
    'messages.removeQueued': ({ turnId }) => {
      queue.remove(turnId)
      return {}
    },
    'messages.sendNow': ({ turnId }) => queue.sendNow(turnId),
    'messages.remove': ({ id }) => {
      removeMessage(core, id)
      return {}
    },
    'turns.cancel': ({ turnId }) => dispatcher.cancel(turnId),
    'turns.retry': ({ turnId }) => conversations.retry(turnId),
  }
}
