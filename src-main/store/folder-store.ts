import type { Folder } from '../../src-shared/domain/conversation.ts'
import type { Database } from './database.ts'

export type FolderStore = ReturnType<typeof createFolderStore>

/** The folders of the sidebar. */
export function createFolderStore(db: Database) {
  return {
    get: (id: string): Folder | undefined =>
      db.prepare<Folder>('SELECT id, name, position FROM folders WHERE id = ?').get(id),
    /** In their order. */
    list: (): Folder[] =>
      db.prepare<Folder>('SELECT id, name, position FROM folders ORDER BY position, rowid').all(),
    insert({ id, name, position }: Folder): void {
      db.prepare('INSERT INTO folders (id, name, position) VALUES (?, ?, ?)').run(id, name, position)
    },
    update({ id, name, position }: Folder): void {
      db.prepare('UPDATE folders SET name = ?, position = ? WHERE id = ?').run(name, position, id)
    },
    /** Its conversations stay, in no folder. */
    remove(id: string): void {
      db.prepare('UPDATE conversations SET folder_id = NULL WHERE folder_id = ?').run(id)
      db.prepare('DELETE FROM folders WHERE id = ?').run(id)
    },
  }
}
