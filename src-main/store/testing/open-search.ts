import type { Message } from '../../../src-shared/domain/message.ts'
import { parseSearch } from '../../../src-shared/search/parse-search.ts'
import type { Database } from '../database.ts'
import { migrations } from '../migrations/migrations.ts'
import { openTestDatabase } from '../open-test-database.ts'
import type { SearchPage, SearchQuery } from '../search-store.ts'
import { createStores, type Stores } from '../stores.ts'

const dayMs = 86_400_000

export interface SearchBench {
  readonly database: Database
  readonly stores: Stores
  readonly folder: string
  /** A conversation, named by its title. */
  place(title: string, more?: { readonly kind?: 'chat' | 'background'; readonly scheduleId?: string }): string
  /** A message of the user in the conversation `chat`, or as it is said otherwise. Returns its id: m1, m2, … */
  say(
    text: string,
    more?: { readonly in?: string; readonly role?: Message['role']; readonly at?: number },
  ): string
  search(text: string, more?: Partial<SearchQuery>): SearchPage
  /** The ids of what is found, newest first. */
  find(text: string, more?: Partial<SearchQuery>): string[]
  /** Throws unless the index holds exactly what the messages say. */
  checkIndex(): void
  close(): void
}

/** For tests: the stores over a real database, with one conversation that is called `chat`; days are those of UTC. */
export function openSearch(): SearchBench {
  const { database, folder, close } = openTestDatabase(migrations)
  const stores = createStores(database)
  let said = 0
  let places = 0
  const bench: SearchBench = {
    database,
    stores,
    folder,
    place(title, { kind = 'chat', scheduleId } = {}) {
      places += 1
      const id = `conversation_${places}`
      stores.conversations.insert({
        id,
        kind,
        title,
        scheduleId: scheduleId ?? null,
        workingDirectory: null,
        permission: 'ask',
        tools: {},
        createdAt: 1,
        updatedAt: 1,
      })
      return id
    },
    say(text, { in: conversationId = chat, role = 'user', at = said } = {}) {
      said += 1
      const id = `m${said}`
      const content = [{ type: 'text', text } as const]
      const nobody = { sessionId: null, turnId: null }
      stores.messages.insert({ id, conversationId, ...nobody, at, role, content })
      return id
    },
    search(text, more = {}) {
      const reading = parseSearch(text, 0)
      if (reading.kind === 'refused') throw new Error(reading.message)
      const { search } = reading
      const instant = (day: number | null): number | null => (day === null ? null : day * dayMs)
      const span = { after: instant(search.fromDay), until: instant(search.untilDay) }
      return stores.search.query({ search, within: 'all', ...span, before: null, limit: 100, ...more })
    },
    find: (text, more) => bench.search(text, more).hits.map((hit) => hit.messageId),
    checkIndex() {
      // 1: compared with what it stands for, and not only with itself.
      database.exec(`INSERT INTO messages_fts (messages_fts, rank) VALUES ('integrity-check', 1)`)
    },
    close,
  }
  const chat = bench.place('chat')
  return bench
}
