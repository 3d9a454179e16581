import type { SearchDesk } from '../../search/search-desk.ts'
import type { Handlers } from '../route-handlers.ts'

export function searchHandlers(search: SearchDesk): Pick<Handlers, 'search.query'> {
  return {
    'search.query': ({ text, limit = 50, in: within = 'all', before = null }, { via }) =>
      // In a window each letter that is typed is a search; what a program asks for it wants.
      search.query({ text, within, before, limit, asker: via === 'window' ? via : null }),
  }
}
