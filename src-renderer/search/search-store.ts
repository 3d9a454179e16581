import { create } from 'zustand'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import type { SearchHit } from '../../src-shared/ipc/search-routes.ts'
import { goTo } from '../main-window/place-store.ts'
import { after } from '../platform/after.ts'
import { call } from '../transport/call.ts'

export type SearchLoad =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: RouteError }

interface SearchState {
  readonly text: string
  readonly load: SearchLoad
  /** Newest first. Those of the words before stay until the new ones are there. */
  readonly hits: readonly SearchHit[]
  readonly nextBefore: number | null
  readonly more: 'idle' | 'loading' | 'failed'
  /** The line that Enter opens. */
  readonly active: number
  /** Counts up when the field should take the focus. */
  readonly wanted: number
}

const start: SearchState = {
  text: '',
  load: { kind: 'idle' },
  hits: [],
  nextBefore: null,
  more: 'idle',
  active: 0,
  wanted: 0,
}

export const useSearch = create<SearchState>()(() => start)

const pageSize = 60
/** Between two keys of somebody who types fast: longer would be felt, shorter asks for every letter. */
const settleMs = 60
/** The search under way; a reply to an earlier one is late and is not shown. */
let latest = 0
let calledOff: () => void = () => undefined

/** Shows the search, with the focus in its field. */
export function showSearch(): void {
  goTo({ screen: 'search' })
  useSearch.setState(({ wanted }) => ({ wanted: wanted + 1 }))
}

/** Searches for these words a moment later, unless others come until then. */
export function searchFor(text: string): void {
  calledOff()
  const number = ++latest
  if (text.trim() === '') return useSearch.setState(({ wanted }) => ({ ...start, text, wanted }))
  useSearch.setState({ text, active: 0, load: { kind: 'loading' }, more: 'idle' })
  calledOff = after(settleMs, () => void find(text, number))
}

/** Searches once more, after it failed. */
export function searchAgain(): void {
  searchFor(useSearch.getState().text)
}

async function find(text: string, number: number): Promise<void> {
  const result = await call('search.query', { text, limit: pageSize })
  if (number !== latest) return
  if (!result.ok) {
    return useSearch.setState({ load: { kind: 'failed', error: result.error }, hits: [], nextBefore: null })
  }
  const { hits, nextBefore = null } = result.data
  useSearch.setState({ load: { kind: 'ready' }, hits, nextBefore })
}

/** Loads the page after the last hit. */
export async function findMore(): Promise<void> {
  const { text, nextBefore, more } = useSearch.getState()
  if (nextBefore === null || more === 'loading') return
  const number = latest
  useSearch.setState({ more: 'loading' })
  const result = await call('search.query', { text, limit: pageSize, before: nextBefore })
  if (number !== latest) return
  if (!result.ok) return useSearch.setState({ more: 'failed' })
  const { hits, nextBefore: next = null } = result.data
  useSearch.setState((state) => ({ more: 'idle', hits: [...state.hits, ...hits], nextBefore: next }))
}

export function resetSearch(): void {
  calledOff()
  latest++
  useSearch.setState(start, true)
}
