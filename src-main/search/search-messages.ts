import type { InboxFilter, InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { InboxPage } from '../store/inbox-reader.ts'
import type { SearchPage, SearchQuery } from '../store/search-store.ts'

/** What the thread of the search is started with. */
export interface SearchWorkerData {
  /** What it requires to get the driver of SQLite. */
  readonly driver: string
  /** The file of the database. */
  readonly path: string
}

/** One at a time: the next is sent when the one before is answered. */
export type SearchJob =
  | { readonly kind: 'query'; readonly query: SearchQuery }
  | { readonly kind: 'inbox'; readonly filter: InboxFilter; readonly page: InboxPage }
  | { readonly kind: 'end' }

export type SearchAnswer =
  | { readonly kind: 'found'; readonly page: SearchPage }
  | { readonly kind: 'items'; readonly items: InboxItem[] }
  | { readonly kind: 'failed'; readonly message: string }
