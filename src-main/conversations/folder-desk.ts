import type { Folder } from '../../src-shared/domain/conversation.ts'
import { notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import { tellConversation } from '../store/tell-conversation.ts'
import type { Work } from '../store/unit-of-work.ts'
import { plainTitle } from '../turns/clean-title.ts'

export type FolderDesk = ReturnType<typeof createFolderDesk>

/** The folders of the sidebar, as the user arranges them. */
export function createFolderDesk({ stores, unitOfWork, ids }: Pick<Core, 'stores' | 'unitOfWork' | 'ids'>) {
  const { folders } = stores
  const get = (id: string): Folder => {
    const folder = folders.get(id)
    if (!folder) throw notFound('There is no such folder. It may have been removed.')
    return folder
  }
  /** Gives each its place by its order; tells of those that moved. */
  const arrange = (ordered: readonly Folder[], work: Work): void => {
    for (const [position, folder] of ordered.entries()) {
      if (folder.position === position) continue
      folders.update({ ...folder, position })
      work.publish('folder.changed', { ...folder, position })
    }
  }

  return {
    list: (): Folder[] => folders.list(),

    /** At the end. */
    create: (name: string): Folder =>
      unitOfWork.run((work) => {
        const position = (folders.list().at(-1)?.position ?? -1) + 1
        const folder = { id: ids.next('folder'), name: plainTitle(name) || 'Folder', position }
        folders.insert(folder)
        work.publish('folder.changed', folder)
        return folder
      }),

    /** Errors: `not_found`. */
    rename: (id: string, name: string): Folder =>
      unitOfWork.run((work) => {
        const before = get(id)
        const folder = { ...before, name: plainTitle(name) || before.name }
        folders.update(folder)
        work.publish('folder.changed', folder)
        return folder
      }),

    /** `position` beyond the last is the end. Errors: `not_found`. */
    reorder: (id: string, position: number): Folder =>
      unitOfWork.run((work) => {
        const moved = get(id)
        const others = folders.list().filter((folder) => folder.id !== id)
        arrange(others.toSpliced(position, 0, moved), work)
        return get(id)
      }),

    /** Its conversations stay, in no folder. Errors: `not_found`. */
    remove: (id: string): void =>
      unitOfWork.run((work) => {
        get(id)
        const held = stores.conversations.ofFolder(id)
        folders.remove(id)
        for (const conversation of held) tellConversation(stores, conversation.id, work)
        work.publish('folder.changed', { id, removed: true })
      }),
  }
}
