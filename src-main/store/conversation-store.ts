import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { ToolAccess } from '../../src-shared/domain/permission.ts'
import type { Database } from './database.ts'

interface Row {
  id: string
  kind: Conversation['kind']
  title: string
  schedule_id: string | null
  working_directory: string | null
  permission: Conversation['permission']
  tools: string
  pinned_at: number | null
  archived_at: number | null
  folder_id: string | null
  unread: number
  title_by: Conversation['titleBy']
  created_at: number
  updated_at: number
}

const conversation = (row: Row): Conversation => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  scheduleId: row.schedule_id,
  workingDirectory: row.working_directory,
  permission: row.permission,
  tools: JSON.parse(row.tools) as ToolAccess,
  pinnedAt: row.pinned_at,
  archivedAt: row.archived_at,
  folderId: row.folder_id,
  unread: row.unread === 1,
  titleBy: row.title_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** Where it is kept is as for a new one, unless it says more: a row that is imported does. */
type Kept = 'pinnedAt' | 'archivedAt' | 'folderId' | 'unread' | 'titleBy'
export type NewConversation = Omit<Conversation, Kept> & Partial<Pick<Conversation, Kept>>

export type ConversationStore = ReturnType<typeof createConversationStore>

export function createConversationStore(db: Database) {
  const get = (id: string): Conversation | undefined => {
    const row = db.prepare<Row>('SELECT * FROM conversations WHERE id = ?').get(id)
    return row && conversation(row)
  }
  return {
    get,
    insert(c: NewConversation): void {
      db.prepare(
        `INSERT INTO conversations (id, kind, title, schedule_id, working_directory, permission, tools, created_at,
           updated_at, pinned_at, archived_at, folder_id, unread, title_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        c.id,
        c.kind,
        c.title,
        c.scheduleId,
        c.workingDirectory,
        c.permission,
        JSON.stringify(c.tools),
        c.createdAt,
        c.updatedAt,
        c.pinnedAt ?? null,
        c.archivedAt ?? null,
        c.folderId ?? null,
        c.unread === true ? 1 : 0,
        c.titleBy ?? 'user',
      )
    },
    /** Newest activity first, without those whose import is under way. */
    list(kind: Conversation['kind']): Conversation[] {
      return db
        .prepare<Row>(
          `SELECT * FROM conversations WHERE kind = ? AND imported_seq IS NOT -1 ORDER BY updated_at DESC, rowid DESC`,
        )
        .all(kind)
        .map(conversation)
    },
    rename(id: string, title: string, by: Conversation['titleBy']): void {
      db.prepare('UPDATE conversations SET title = ?, title_by = ? WHERE id = ?').run(title, by, id)
    },
    setPinned(id: string, at: number | null): void {
      db.prepare('UPDATE conversations SET pinned_at = ? WHERE id = ?').run(at, id)
    },
    setArchived(id: string, at: number | null): void {
      db.prepare('UPDATE conversations SET archived_at = ? WHERE id = ?').run(at, id)
    },
    setUnread(id: string, unread: boolean): void {
      db.prepare('UPDATE conversations SET unread = ? WHERE id = ?').run(unread ? 1 : 0, id)
    },
    setFolder(id: string, folderId: string | null): void {
      db.prepare('UPDATE conversations SET folder_id = ? WHERE id = ?').run(folderId, id)
    },
    ofFolder: (folderId: string): Conversation[] =>
      db.prepare<Row>('SELECT * FROM conversations WHERE folder_id = ?').all(folderId).map(conversation),
    setWorkingDirectory(id: string, path: string | null): void {
      db.prepare('UPDATE conversations SET working_directory = ? WHERE id = ?').run(path, id)
    },
    setPermission(id: string, permission: Conversation['permission'], tools: ToolAccess): void {
      db.prepare('UPDATE conversations SET permission = ?, tools = ? WHERE id = ?').run(
        permission,
        JSON.stringify(tools),
        id,
      )
    },
    touch(id: string, at: number): void {
      db.prepare('UPDATE conversations SET updated_at = max(updated_at, ?) WHERE id = ?').run(at, id)
    },
    /** The user said something in it: it is read by then, and is wanted in the list. */
    spoken(id: string, at: number): void {
      db.prepare(
        'UPDATE conversations SET updated_at = max(updated_at, ?), unread = 0, archived_at = NULL WHERE id = ?',
      ).run(at, id)
    },
    /** Removes it with its sessions, turns, messages and questions; runs stay as history. */
    remove(id: string): void {
      db.prepare(
        'UPDATE runs SET conversation_id = NULL, session_id = NULL, turn_id = NULL WHERE conversation_id = ?',
      ).run(id)
      db.prepare('DELETE FROM grants WHERE conversation_id = ?').run(id)
      db.prepare('DELETE FROM conversations WHERE id = ?').run(id)
    },
  }
}
