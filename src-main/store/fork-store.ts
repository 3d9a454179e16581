import type { Database } from './database.ts'

/**
 * A place where a conversation parts: its ways on are the rest of `sessionId` from the message of `seq` on, and the
 * sessions that were made as other versions of it. `chosenId` is the session of the one that is shown.
 */
export interface Fork {
  readonly id: string
  readonly conversationId: string
  readonly sessionId: string
  readonly seq: number
  readonly chosenId: string
}

interface Row {
  id: string
  conversation_id: string
  session_id: string
  seq: number
  chosen_id: string
}

const fork = (row: Row): Fork => ({
  id: row.id,
  conversationId: row.conversation_id,
  sessionId: row.session_id,
  seq: row.seq,
  chosenId: row.chosen_id,
})

export type ForkStore = ReturnType<typeof createForkStore>

export function createForkStore(db: Database) {
  return {
    get(id: string): Fork | undefined {
      const row = db.prepare<Row>('SELECT * FROM forks WHERE id = ?').get(id)
      return row && fork(row)
    },
    ofConversation: (conversationId: string): Fork[] =>
      db
        .prepare<Row>('SELECT * FROM forks WHERE conversation_id = ? ORDER BY seq')
        .all(conversationId)
        .map(fork),
    insert(f: Fork): void {
      db.prepare(
        'INSERT INTO forks (id, conversation_id, session_id, seq, chosen_id) VALUES (?, ?, ?, ?, ?)',
      ).run(f.id, f.conversationId, f.sessionId, f.seq, f.chosenId)
    },
    choose(id: string, sessionId: string): void {
      db.prepare('UPDATE forks SET chosen_id = ? WHERE id = ?').run(sessionId, id)
    },
  }
}
