import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Message } from '../../src-shared/domain/message.ts'
import type { SearchHit } from '../../src-shared/ipc/search-routes.ts'
import type { ParsedSearch } from '../../src-shared/search/parsed-search.ts'
import { createSnippets } from '../../src-shared/search/create-snippets.ts'
import type { Database } from './database.ts'
import { searchExpression, type Wanted } from './search-expression.ts'
import { createSearchPlaces } from './search-places.ts'

export interface SearchQuery {
  readonly search: ParsedSearch
  readonly within: 'all' | 'chats' | 'runs'
  /** Only messages at or after this instant, and only those before that one; epoch milliseconds. */
  readonly after: number | null
  readonly until: number | null
  /** A `nextBefore`. */
  readonly before: number | null
  readonly limit: number
}

export interface SearchPage {
  readonly hits: SearchHit[]
  /** Give it as `before` for the next page; `null` when there is none. */
  readonly nextBefore: number | null
}

interface Row {
  readonly seq: number
  readonly id: string
  readonly conversation_id: string
  readonly run_id: string | null
  readonly at: number
  readonly role: Message['role']
  readonly text: string
  readonly title: string
  readonly kind: Conversation['kind']
}

/** With more places than this it costs less to look at the messages than to look up every place in the index. */
const mostPlaces = 100

export type SearchStore = ReturnType<typeof createSearchStore>

export function createSearchStore(db: Database) {
  const places = createSearchPlaces(db)

  /** The bounds as instants that messages have, or `null` where they leave nothing out. */
  const spanOf = ({ after, until }: SearchQuery): Wanted['span'] => {
    if (after === null && until === null) return null
    const ends = db
      .prepare<{ first: number | null; last: number | null }>(
        'SELECT (SELECT min(at) FROM messages) AS first, (SELECT max(at) FROM messages) AS last',
      )
      .get()
    const first = ends?.first ?? 0
    const last = ends?.last ?? 0
    if ((after ?? first) <= first && (until ?? last + 1) > last) return null
    return { after: Math.max(after ?? first, first), until: Math.min(until ?? last + 1, last + 1) }
  }

  return {
    /** Newest first. What no word and no filter is asked for finds nothing. */
    query(query: SearchQuery): SearchPage {
      const { search, within, limit } = query
      const { sets, words } = places.find(search.inside, search.wanted)
      const notInside = places.find(search.notInside, []).sets
      if (isEmpty(search)) return { hits: [], nextBefore: null }
      const many = sets.filter((ids) => ids.length > mostPlaces)
      const manyNot = notInside.filter((ids) => ids.length > mostPlaces)
      const span = spanOf(query)
      const match = searchExpression({
        words,
        without: search.unwanted,
        kind: { all: null, chats: 'chat' as const, runs: 'background' as const }[within],
        from: search.from,
        notFrom: search.notFrom,
        inside: sets.filter((ids) => !many.includes(ids)),
        notInside: notInside.filter((ids) => !manyNot.includes(ids)),
        span,
      })
      const place = `CASE WHEN c.kind = 'background' THEN coalesce(c.schedule_id, c.id) ELSE c.id END`
      const conditions: [sql: string, ...values: (string | number)[]][] = [
        ...(span === null
          ? []
          : [['m.at >= ? AND m.at < ?', span.after, span.until] as [string, ...number[]]]),
        ...many.map((ids): [string, string] => [
          `${place} IN (SELECT value FROM json_each(?))`,
          JSON.stringify(ids),
        ]),
        ...manyNot.map((ids): [string, string] => [
          `${place} NOT IN (SELECT value FROM json_each(?))`,
          JSON.stringify(ids),
        ]),
      ]
      // CROSS JOIN: from the index to the rows, never the other way round.
      const rows = db
        .prepare<Row>(
          `SELECT m.seq, m.id, m.conversation_id, coalesce(m.run_id, t.run_id) AS run_id, m.at, m.role, m.text, c.title, c.kind
           FROM messages_fts CROSS JOIN messages m ON m.seq = messages_fts.rowid
           CROSS JOIN conversations c ON c.id = m.conversation_id LEFT JOIN turns t ON t.id = m.turn_id
           WHERE messages_fts MATCH ? AND messages_fts.rowid < ? AND c.hidden = 0
             ${conditions.map(([sql]) => `AND ${sql}`).join(' ')}
           ORDER BY messages_fts.rowid DESC LIMIT ?`,
        )
        .all(
          match,
          query.before ?? Number.MAX_SAFE_INTEGER,
          ...conditions.flatMap(([, ...values]) => values),
          limit + 1,
        )
      const page = rows.slice(0, limit)
      const snippetOf = createSnippets(words)
      return {
        hits: page.map((row) => ({
          messageId: row.id,
          conversationId: row.conversation_id,
          ...(row.run_id === null ? {} : { runId: row.run_id }),
          at: row.at,
          snippet: snippetOf(row.text),
          title: row.title,
          kind: row.kind,
          role: row.role,
        })),
        nextBefore: rows.length > limit ? (page.at(-1)?.seq ?? null) : null,
      }
    },
  }
}

function isEmpty(search: ParsedSearch): boolean {
  const { wanted, unwanted, from, notFrom, inside, notInside, fromDay, untilDay } = search
  const lists = [wanted, unwanted, from, notFrom, inside, notInside]
  return lists.every((list) => list.length === 0) && fromDay === null && untilDay === null
}
