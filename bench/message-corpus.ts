import { statSync } from 'node:fs'
import { indexedWords } from '../src-shared/search/indexed-words.ts'
import { systemClock } from '../src-main/platform/clock.ts'
import { silentLogger } from '../src-main/platform/logger.ts'
import type { Database } from '../src-main/store/database.ts'
import { databaseFiles } from '../src-main/store/database-files.ts'
import { migrations } from '../src-main/store/migrations/migrations.ts'
import { openDatabase } from '../src-main/store/open-database.ts'
import { type CorpusWords, createCorpusWords } from './corpus-words.ts'

export interface Corpus {
  readonly words: CorpusWords
  readonly path: string
  /** Bytes of the database before its messages were indexed, and with the index. */
  readonly bytesBare: number
  readonly bytes: number
  /** Milliseconds that indexing took. */
  readonly indexingMs: number
  readonly conversationIds: readonly string[]
}

const firstAt = Date.UTC(2023, 0, 1)
const everyMs = 110_000

/**
 * Fills the database of a data folder with made-up messages: every tenth one in the first conversation, every fifth
 * conversation of runs, words of three alphabets and sentences without spaces. The same every time.
 */
export async function makeCorpus(folder: string, messages: number, conversations: number): Promise<Corpus> {
  const opened = await openDatabase({ folder, migrations, clock: systemClock, logger: silentLogger })
  const { database } = opened
  const { main } = databaseFiles(folder)
  const size = (): number => {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    return statSync(main).size
  }
  try {
    // What is measured comes later; a crash here costs a run of the benchmark.
    database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000')
    const words = createCorpusWords(12_345)
    const trigger = database
      .prepare<{ sql: string }>(`SELECT sql FROM sqlite_master WHERE name = 'messages_fts_insert'`)
      .get()
    // Indexed in one go at the end, which is twice as fast.
    database.exec('DROP TRIGGER messages_fts_insert')
    const conversationIds = database.transaction(() => addConversations(database, words, conversations))
    database.transaction(() => addMessages(database, words, messages, conversationIds))
    const bytesBare = size()
    const begin = performance.now()
    database.exec(`INSERT INTO messages_fts (messages_fts) VALUES ('rebuild')`)
    const indexingMs = performance.now() - begin
    database.exec(trigger?.sql ?? '')
    return { words, path: main, bytesBare, bytes: size(), indexingMs, conversationIds }
  } finally {
    await opened.close()
  }
}

function addConversations(database: Database, words: CorpusWords, count: number): string[] {
  const insert = database.prepare(
    `INSERT INTO conversations (id, kind, title, schedule_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  return Array.from({ length: count }, (_, i) => {
    const id = `conversation_${i.toString(36).padStart(25, '0')}`
    const isRun = i % 5 === 4
    const title = `${words.word()} ${words.word()} ${words.word()}`
    insert.run(
      id,
      isRun ? 'background' : 'chat',
      title,
      isRun ? `schedule_${i % 100}` : null,
      firstAt,
      firstAt + i,
    )
    return id
  })
}

function addMessages(database: Database, words: CorpusWords, count: number, places: readonly string[]): void {
  const insert = database.prepare(
    `INSERT INTO messages (id, conversation_id, at, role, content, text, words) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  for (let i = 0; i < count; i++) {
    const place = i % 10 === 0 ? 0 : 1 + Math.floor(words.random() * (places.length - 1))
    const isUser = i % 2 === 0
    const text =
      i % 20 === 7
        ? Array.from({ length: isUser ? 2 : 5 }, () => words.signs(12)).join('。')
        : Array.from({ length: isUser ? 12 : 40 }, () => words.word()).join(' ')
    insert.run(
      `message_${i.toString(36).padStart(25, '0')}`,
      places[place] ?? '',
      firstAt + i * everyMs,
      isUser ? 'user' : 'assistant',
      JSON.stringify([{ type: 'text', text }]),
      text,
      indexedWords(text),
    )
  }
}
