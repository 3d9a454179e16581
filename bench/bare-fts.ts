import { loadSqlite } from '../src-main/store/load-sqlite.ts'

export interface BareFts {
  /** The newest 50 rows with their snippets, as fast as SQLite alone gives them. */
  query(match: string): number
  readonly bytes: number
  /** Milliseconds that indexing took. */
  readonly indexingMs: number
  close(): void
}

/** A full-text table of SQLite over the same messages, with the same index of prefixes and nothing else of ours. */
export function createBareFts(corpus: string, path: string): BareFts {
  const db = new (loadSqlite().DatabaseSync)(path)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF')
  db.prepare('ATTACH ? AS corpus').run(corpus)
  const begin = performance.now()
  db.exec(`
    CREATE VIRTUAL TABLE bare USING fts5 (text, prefix = '2 3');
    INSERT INTO bare (rowid, text) SELECT seq, coalesce(words, text) FROM corpus.messages;
    DETACH corpus;
    PRAGMA wal_checkpoint(TRUNCATE)`)
  const indexingMs = performance.now() - begin
  const pages = db
    .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
    .get() as { readonly bytes: number }
  const select = db.prepare(
    `SELECT rowid, text, snippet(bare, 0, char(2), char(3), '…', 16) AS snippet FROM bare
     WHERE bare MATCH ? ORDER BY rowid DESC LIMIT 50`,
  )
  return {
    query: (match) => select.all(match).length,
    bytes: pages.bytes,
    indexingMs,
    close: () => db.close(),
  }
}
