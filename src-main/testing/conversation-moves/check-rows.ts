import { join } from 'node:path'
import { expect } from 'vitest'
import { openSqliteFile } from '../../store/sqlite-driver.ts'
import { keptMessages } from './kept-messages.ts'
import type { PlayedConversation } from './played-conversation.ts'

interface Row {
  readonly id: string
  readonly role: string
  readonly turn_id: string | null
  readonly words: string | null
}

/** That what was said, and all that was told of, is in the database once, and that the search fits it. */
export function checkRows(played: PlayedConversation): void {
  const db = openSqliteFile(join(played.resident.dataDir, 'dormouse.db'))
  try {
    const rows = db
      .prepare<Row>(
        `SELECT id, role, turn_id, content ->> '$[0].text' words FROM messages WHERE conversation_id = ?`,
      )
      .all(played.id)
    expect(rows.map(({ id }) => id).toSorted(), 'what was told of').toEqual(
      [...keptMessages(played)].toSorted(),
    )
    const users = rows.filter(({ role }) => role === 'user').map((row) => `${row.turn_id}: ${row.words}`)
    const said = Array.from(played.said, ([turnId, words]) => `${turnId}: ${words}`)
    expect(users.toSorted(), 'what was said').toEqual(said.toSorted())
    // Throws where the index does not fit the messages.
    db.exec(`INSERT INTO messages_fts (messages_fts, rank) VALUES ('integrity-check', 1)`)
  } finally {
    db.close()
  }
}
