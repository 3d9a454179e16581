import type { Core } from '../../store/core.ts'
import type { Handlers } from '../route-handlers.ts'

export function searchHandlers({ stores }: Core): Pick<Handlers, 'search.query'> {
  return {
    'search.query': ({ text, limit = 50, in: within = 'all' }) => ({
      hits: stores.search.query(text, within, limit),
    }),
  }
}
