import { useCallback, useEffect, useRef, useState } from 'react'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { after } from '../platform/after.ts'
import { inboxPageSize, inboxStore } from '../stores/inbox-store.ts'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { call } from '../transport/call.ts'
import type { TabView } from './items/inbox-rows.ts'

export type InboxSearch =
  | { readonly kind: 'off' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'failed'; readonly error: RouteError }
  | { readonly kind: 'found'; readonly ids: ReadonlySet<string>; readonly more: boolean }

interface Query {
  readonly view: TabView
  readonly search: string
  readonly scheduleId: string | null
}

const typingMs = 180
const off: InboxSearch = { kind: 'off' }

/** One page of what is found, put into the store as any other page. */
async function findPage(
  query: Query,
  before: number | null,
): Promise<{ readonly page: readonly InboxItem[] } | { readonly error: RouteError }> {
  let found: readonly InboxItem[] = []
  let error: RouteError | null = null
  await inboxStore.fetchMore(async () => {
    const result = await call('inbox.list', {
      filter: query.view,
      search: query.search,
      limit: inboxPageSize,
      ...(query.scheduleId !== null && { scheduleId: query.scheduleId }),
      ...(before !== null && { before }),
    })
    if (result.ok) found = result.data
    else error = result.error
    return result
  })
  return error ? { error } : { page: found }
}

/**
 * What a search finds in a view. It begins when the typing rests, keeps the last result in sight meanwhile, and looks
 * again when the inbox changes.
 */
export function useInboxSearch(query: Query): {
  readonly state: InboxSearch
  loadMore(): Promise<boolean>
  retry(): void
} {
  const { view, scheduleId } = query
  const search = query.search.trim()
  const [state, setState] = useState<InboxSearch>(off)
  const [attempt, setAttempt] = useState(0)
  const reached = useRef<number | null>(null)

  useEffect(() => {
    if (search === '') {
      setState(off)
      return
    }
    let left = false
    const look = async (): Promise<void> => {
      const found = await findPage({ view, search, scheduleId }, null)
      if (left) return
      if ('error' in found) return setState({ kind: 'failed', error: found.error })
      reached.current = found.page.at(-1)?.at ?? null
      const ids = new Set(found.page.map(({ id }) => id))
      setState({ kind: 'found', ids, more: found.page.length >= inboxPageSize })
    }
    setState((before) => (before.kind === 'found' ? before : { kind: 'searching' }))
    let cancel = after(typingMs, () => void look())
    const stop = window.dormouse.onEvent(({ event }) => {
      if (event !== 'inbox.changed') return
      cancel()
      cancel = after(typingMs, () => void look())
    })
    return () => {
      left = true
      cancel()
      stop()
    }
  }, [view, search, scheduleId, attempt])

  const loadMore = useCallback(async (): Promise<boolean> => {
    const found = await findPage({ view, search, scheduleId }, reached.current)
    if ('error' in found) return false
    reached.current = found.page.at(-1)?.at ?? reached.current
    setState((before) =>
      before.kind === 'found'
        ? {
            kind: 'found',
            ids: new Set([...before.ids, ...found.page.map(({ id }) => id)]),
            more: found.page.length >= inboxPageSize,
          }
        : before,
    )
    return true
  }, [view, search, scheduleId])
  return { state: search === '' ? off : state, loadMore, retry: () => setAttempt(attempt + 1) }
}
