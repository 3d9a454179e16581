import { useMemo } from 'react'
import { useNow } from '../../platform/use-now.ts'
import { conversationStore, newestFirst } from '../../stores/conversation-store.ts'
import { folderStore, foldersInOrder } from '../../stores/folder-store.ts'
import { isFolded, useFoldedSections } from './folded-sections.ts'
import { type SidebarRow, sidebarRows } from './sidebar-rows.ts'

const hour = 3_600_000

/** The lines of the sidebar's list, as they are folded now. */
export function useSidebarRows(): readonly SidebarRow[] {
  const chats = conversationStore.use((state) => state.byId)
  const folders = folderStore.use((state) => state.byId)
  const sections = useFoldedSections()
  // A new day begins on a full hour in every zone that there is, or on a half or quarter of one.
  const now = Math.floor(useNow() / (hour / 4)) * (hour / 4)
  return useMemo(
    () =>
      sidebarRows({
        chats: newestFirst(chats),
        folders: foldersInOrder(folders),
        isFolded: (key) => isFolded(sections, key),
        now,
      }),
    [chats, folders, sections, now],
  )
}
