import type { SearchHit } from '../../src-shared/ipc/search-routes.ts'
import type { Database } from './database.ts'

interface Row {
  id: string
  conversation_id: string
  run_id: string | null
  at: number
  snippet: string
}

/**
 * Words as an FTS5 query: each one quoted, so that no character of it is an operator; the last one, or every one, matches
 * as a prefix, because it may be still being typed. `null` when there is nothing to look for.
 */
export function matchQuery(text: string, prefixes: 'last' | 'all' = 'last'): string | null {
  const words = text
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  if (words.length === 0) return null
  return words
    .map(
      (word, i) =>
        `"${word.replaceAll('"', '""')}"${prefixes === 'all' || i === words.length - 1 ? '*' : ''}`,
    )
    .join(' ')
}

export type SearchStore = ReturnType<typeof createSearchStore>

export function createSearchStore(db: Database) {
  return {
    /** Newest first. `chats` looks in visible conversations, `runs` in background ones. */
    query(text: string, within: 'all' | 'chats' | 'runs', limit: number): SearchHit[] {
      const match = matchQuery(text)
      if (match === null) return []
      const kind = { all: null, chats: 'chat', runs: 'background' }[within]
      return db
        .prepare<Row>(
          `SELECT m.id, m.conversation_id, coalesce(m.run_id, t.run_id) AS run_id, m.at,
             snippet(messages_fts, 0, char(2), char(3), '…', 16) AS snippet
           FROM messages_fts JOIN messages m ON m.seq = messages_fts.rowid
           JOIN conversations c ON c.id = m.conversation_id LEFT JOIN turns t ON t.id = m.turn_id
           WHERE messages_fts MATCH ? AND (? IS NULL OR c.kind = ?) ORDER BY messages_fts.rowid DESC LIMIT ?`,
        )
        .all(match, kind, kind, limit)
        .map((row) => ({
          messageId: row.id,
          conversationId: row.conversation_id,
          ...(row.run_id === null ? {} : { runId: row.run_id }),
          at: row.at,
          snippet: row.snippet,
        }))
    },
  }
}
