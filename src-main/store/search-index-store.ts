import { indexedWords } from '../../src-shared/search/indexed-words.ts'
import type { Database } from './database.ts'

interface Row {
  readonly seq: number
  readonly text: string
  readonly words: string | null
}

export type SearchIndexStore = ReturnType<typeof createSearchIndexStore>

/** The index of messages, where it does not hold all of them yet (see migration 0006). */
export function createSearchIndexStore(db: Database) {
  const below = (): number | undefined =>
    db.prepare<{ below: number }>('SELECT below FROM search_filling').get()?.below

  /** Goes on with making few parts of the many that changes leave: writes about so many pages, if there is anything to do. */
  const merge = (pages: number): void => {
    db.prepare(`INSERT INTO messages_fts (messages_fts, rank) VALUES ('merge', ?)`).run(pages)
  }

  return {
    isFilling: (): boolean => below() !== undefined,
    /** The next older messages, at most so many of them, and no more once they have so many characters together. */
    fill(messages: number, characters: number): void {
      const end = below()
      if (end === undefined) return
      const lengths = db
        .prepare<{ seq: number; length: number }>(
          'SELECT seq, length(text) AS length FROM messages WHERE seq < ? ORDER BY seq DESC LIMIT ?',
        )
        .all(end, messages)
      let sum = 0
      let start = end
      for (const { seq, length } of lengths) {
        if (sum > characters) break
        sum += length
        start = seq
      }
      for (const row of db
        .prepare<Row>('SELECT seq, text, words FROM messages WHERE seq >= ? AND seq < ?')
        .all(start, end)) {
        const words = indexedWords(row.text)
        if (words !== row.words) db.prepare('UPDATE messages SET words = ? WHERE seq = ?').run(words, row.seq)
      }
      if (start === end) db.prepare('DELETE FROM search_filling').run()
      else db.prepare('UPDATE search_filling SET below = ?').run(start)
      db.prepare(
        `INSERT INTO messages_fts (rowid, words, facets)
         SELECT seq, words, facets FROM messages_indexed WHERE seq >= ? AND seq < ?`,
      ).run(start, end)
      merge(Math.min(64, 2 + Math.ceil(sum / 400)))
    },
    merge,
  }
}
