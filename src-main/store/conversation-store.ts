import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { ToolAccess } from '../../src-shared/domain/permission.ts'
import type { Database } from './database.ts'
import { type IdList, idsOf } from './id-list.ts'

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

const few = (table: string): string =>
  `rowid IN (SELECT rowid FROM ${table} WHERE conversation_id = (SELECT id FROM conversations WHERE id = ? AND hidden = 1) LIMIT 4)`
/** What a hidden conversation is emptied of, in this order: nothing leads to what is half there. */
const rowsOfHidden = [
  `UPDATE runs SET conversation_id = NULL, session_id = NULL, turn_id = NULL WHERE ${few('runs')}`,
  `UPDATE inbox_items SET conversation_id = NULL WHERE ${few('inbox_items')}`,
  `DELETE FROM messages WHERE ${few('messages')}`,
  `DELETE FROM turns WHERE ${few('turns')}`,
]

export type ConversationStore = ReturnType<typeof createConversationStore>

/** A row that is hidden is as good as gone (see `hide`). */
export function createConversationStore(db: Database) {
  const get = (id: string): Conversation | undefined => {
    const row = db.prepare<Row>('SELECT * FROM conversations WHERE id = ? AND hidden = 0').get(id)
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
    /** Newest activity first. */
    list(kind: Conversation['kind']): Conversation[] {
      return db
        .prepare<Row>(
          `SELECT * FROM conversations WHERE kind = ? AND hidden = 0 ORDER BY updated_at DESC, rowid DESC`,
        )
        .all(kind)
        .map(conversation)
    },
    /** The ids of all of them, in the same order. */
    ids: (kind: Conversation['kind']): string[] =>
      idsOf(
        db
          .prepare<IdList>(
            `SELECT json_group_array(id) AS ids FROM
               (SELECT id FROM conversations WHERE kind = ? AND hidden = 0 ORDER BY updated_at DESC, rowid DESC)`,
          )
          .get(kind),
      ),
    byIds: (ids: readonly string[]): ReadonlyMap<string, Conversation> =>
      new Map(
        db
          .prepare<Row>(
            'SELECT * FROM conversations WHERE id IN (SELECT value FROM json_each(?)) AND hidden = 0',
          )
          .all(JSON.stringify(ids))
          .map((row) => [row.id, conversation(row)]),
      ),
    /** Those that were made last, or last before the one with the id `before`. */
    page: (kind: Conversation['kind'], before: string | undefined, limit = 1000): Conversation[] =>
      db
        .prepare<Row>(
          `SELECT * FROM conversations WHERE kind = ? AND hidden = 0 AND id < coalesce(?, char(1114111))
           ORDER BY id DESC LIMIT ?`,
        )
        .all(kind, before ?? null, limit)
        .map(conversation),
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
      db
        .prepare<Row>('SELECT * FROM conversations WHERE folder_id = ? AND hidden = 0')
        .all(folderId)
        .map(conversation),
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
    /** From now on nobody sees it, and nothing is allowed there; its rows are still there. */
    hide(id: string): void {
      db.prepare('DELETE FROM grants WHERE conversation_id = ?').run(id)
      db.prepare('UPDATE conversations SET hidden = 1 WHERE id = ?').run(id)
    },
    hidden: (): string[] =>
      db
        .prepare<{ id: string }>('SELECT id FROM conversations WHERE hidden = 1')
        .all()
        .map(({ id }) => id),
    /**
     * Takes the next few rows of a hidden one away, with all that hangs on them: of its messages, turns and questions. Runs
     * and what was told elsewhere stay as history, without their link. `false`: nothing is left, itself included.
     */
    takeAway(id: string): boolean {
      if (rowsOfHidden.some((sql) => db.prepare(sql).run(id).changes > 0)) return true
      db.prepare('DELETE FROM conversations WHERE id = ? AND hidden = 1').run(id)
      return false
    },
  }
}
