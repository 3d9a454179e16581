import { toastError } from '../../components/toast.ts'
import { folderStore, foldersInOrder } from '../../stores/folder-store.ts'
import { call } from '../../transport/call.ts'

/** Moves a folder up (-1) or down (1) among the others. At the end it stays. */
export async function reorderFolder(id: string, step: -1 | 1): Promise<void> {
  const order = foldersInOrder(folderStore.use.getState().byId)
  const position = order.findIndex((folder) => folder.id === id) + step
  if (position >= 0 && position < order.length) await placeFolder(id, position)
}

/** `position`: among the others, from 0. */
export async function placeFolder(id: string, position: number): Promise<void> {
  const result = await call('folders.reorder', { id, position })
  if (!result.ok) return toastError(result.error)
  folderStore.put(result.data)
}

/** Its chats stay, in no folder. */
export async function removeFolder(id: string): Promise<void> {
  const result = await call('folders.remove', { id })
  if (!result.ok) return toastError(result.error)
  folderStore.remove(id)
}
