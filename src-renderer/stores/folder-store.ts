import type { Folder } from '../../src-shared/domain/conversation.ts'
import { call } from '../transport/call.ts'
import { createEntityStore } from './create-entity-store.ts'

/** The folders of the sidebar. */
export const folderStore = createEntityStore<Folder>()

export function loadFolders(): Promise<boolean> {
  return folderStore.fetchAll(() => call('folders.list', {}))
}

/** As the user put them; the id decides between two of the same place. */
export function foldersInOrder(byId: ReadonlyMap<string, Folder>): readonly Folder[] {
  return [...byId.values()].toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}
