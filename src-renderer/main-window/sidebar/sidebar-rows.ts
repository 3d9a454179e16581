import type { Conversation, Folder } from '../../../src-shared/domain/conversation.ts'
import { dateGroup } from './date-group.ts'

/** A line of the sidebar's list. `drop`: the folder that a chat dropped there goes into; `undefined`: it cannot be. */
export type SidebarRow =
  | {
      readonly kind: 'section'
      readonly key: string
      readonly label: string
      readonly count: number
      /** `null`: it is always unfolded. */
      readonly folded: boolean | null
      readonly drop: string | null | undefined
    }
  | {
      readonly kind: 'folder'
      readonly key: string
      readonly folder: Folder
      readonly count: number
      readonly folded: boolean
      /** Some chat in it has something new. */
      readonly unread: boolean
      readonly drop: string
    }
  | {
      readonly kind: 'chat'
      readonly key: string
      readonly chat: Conversation
      readonly inFolder: boolean
      readonly drop: string | null | undefined
    }

interface SidebarContent {
  /** Newest activity first. */
  readonly chats: readonly Conversation[]
  /** In their order. */
  readonly folders: readonly Folder[]
  readonly isFolded: (key: string) => boolean
  /** Epoch milliseconds; the days are those of the system's zone. */
  readonly now: number
}

/** The key of the archive: the one section that is folded until the user unfolds it. */
export const archiveKey = 'archive'

/** Pinned chats, folders, the rest by date, and the archive. A chat stands in one place only. */
export function sidebarRows({ chats, folders, isFolded, now }: SidebarContent): readonly SidebarRow[] {
  const pinned: Conversation[] = []
  const archived: Conversation[] = []
  const loose: Conversation[] = []
  const inFolders = new Map<string, Conversation[]>(folders.map((folder) => [folder.id, []]))
  for (const chat of chats) {
    const folder = chat.folderId === null ? undefined : inFolders.get(chat.folderId)
    if (chat.archivedAt !== null) archived.push(chat)
    else if (chat.pinnedAt !== null) pinned.push(chat)
    else (folder ?? loose).push(chat)
  }
  const rows: SidebarRow[] = []
  const section = (key: string, label: string, of: readonly Conversation[], drop?: null): void => {
    const folded = key === archiveKey ? isFolded(key) : null
    rows.push({ kind: 'section', key, label, count: of.length, folded, drop })
    if (folded) return
    for (const chat of of) rows.push({ kind: 'chat', key: chat.id, chat, inFolder: false, drop })
  }

  if (pinned.length > 0) section('pinned', 'Pinned', pinned)
  for (const folder of folders) {
    const inIt = inFolders.get(folder.id) ?? []
    const folded = isFolded(folder.id)
    rows.push({
      kind: 'folder',
      key: `folder ${folder.id}`,
      folder,
      count: inIt.length,
      folded,
      unread: inIt.some((chat) => chat.unread),
      drop: folder.id,
    })
    if (folded) continue
    for (const chat of inIt) rows.push({ kind: 'chat', key: chat.id, chat, inFolder: true, drop: folder.id })
  }
  const byDate = new Map<string, Conversation[]>()
  for (const chat of loose) {
    const label = dateGroup(chat.updatedAt, now)
    const group = byDate.get(label)
    if (group) group.push(chat)
    else byDate.set(label, [chat])
  }
  for (const [label, of] of byDate) section(`date ${label}`, label, of, null)
  if (archived.length > 0) section(archiveKey, 'Archived', archived)
  return rows
}
