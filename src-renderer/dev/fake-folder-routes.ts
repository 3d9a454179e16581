import type { Conversation, Folder } from '../../src-shared/domain/conversation.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { newId } from '../platform/new-id.ts'
import { now } from '../platform/now.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { found, store } from './row-table.ts'
import { conversationRow } from './rows.ts'
import type { World } from './world.ts'

/** The part of the fake main process that keeps chats in order: pins, folders, the archive, and files of them. */
export function fakeFolderRoutes(world: World, emit: (event: AppEvent) => void): FakeRoutes {
  const change = (id: string, to: Partial<Conversation>): Conversation => {
    const conversation = { ...found(world.conversations, id), ...to }
    emit({ event: 'conversation.changed', data: store(world.conversations, conversation) })
    return conversation
  }
  const keep = (folder: Folder): Folder => {
    emit({ event: 'folder.changed', data: store(world.folders, folder) })
    return folder
  }
  return {
    'conversations.pin': ({ id, pinned }) => change(id, { pinnedAt: pinned ? now() : null }),
    'conversations.archive': ({ id, archived }) => change(id, { archivedAt: archived ? now() : null }),
    'conversations.markUnread': ({ id, unread }) => change(id, { unread }),
    'conversations.move': ({ id, folderId }) => change(id, { folderId }),
    'conversations.export': ({ id, format }) => ({
      path: `/home/ada/${found(world.conversations, id).title}.${format === 'json' ? 'json' : 'md'}`,
    }),
    'conversations.import': () => {
      const conversation = conversationRow({ id: newId(), title: 'Imported chat', updatedAt: now() })
      emit({ event: 'conversation.changed', data: store(world.conversations, conversation) })
      return { conversation }
    },
    'folders.list': () => world.folders,
    'folders.create': ({ name }) => keep({ id: newId(), name, position: world.folders.length }),
    'folders.rename': ({ id, name }) => keep({ ...found(world.folders, id), name }),
    'folders.reorder': ({ id, position }) => {
      const folder = found(world.folders, id)
      const others = world.folders.filter((one) => one.id !== id).toSorted((a, b) => a.position - b.position)
      for (const [index, one] of others.toSpliced(position, 0, folder).entries())
        keep({ ...one, position: index })
      return found(world.folders, id)
    },
    'folders.remove': ({ id }) => {
      world.folders = world.folders.filter((one) => one.id !== id)
      for (const one of world.conversations.filter((chat) => chat.folderId === id))
        change(one.id, { folderId: null })
      emit({ event: 'folder.changed', data: { id, removed: true } })
      return {}
    },
  }
}
