import { useMemo } from 'react'
import type { SearchHit } from '../../src-shared/ipc/search-routes.ts'
import { bestMatches } from '../palette/fuzzy-score.ts'
import { goTo } from '../main-window/place-store.ts'
import { conversationStore } from '../stores/conversation-store.ts'
import { scheduleStore } from '../stores/schedule-store.ts'
import { completeTitle, titleBegun } from './filter-words.ts'
import { searchFor, useSearch } from './search-store.ts'

/** A line of the results: a title that completes "in:", or a message. */
export type SearchOption =
  | { readonly kind: 'title'; readonly key: string; readonly title: string }
  | { readonly kind: 'hit'; readonly key: string; readonly hit: SearchHit }

const mostTitles = 5

/** The lines that the arrow keys go through. */
export function useSearchOptions(): readonly SearchOption[] {
  const text = useSearch((state) => state.text)
  const hits = useSearch((state) => state.hits)
  const chats = conversationStore.use((state) => state.byId)
  const schedules = scheduleStore.use((state) => state.byId)
  const begun = titleBegun(text)
  const titles = useMemo(() => {
    if (begun === null) return []
    const all = [...new Set([...chats.values(), ...schedules.values()].map(({ title }) => title))]
    return bestMatches(all, begun, (title) => title).slice(0, mostTitles)
  }, [begun, chats, schedules])
  return useMemo(
    () => [
      ...titles.map((title): SearchOption => ({ kind: 'title', key: `title ${title}`, title })),
      ...hits.map((hit): SearchOption => ({ kind: 'hit', key: hit.messageId, hit })),
    ],
    [titles, hits],
  )
}

/** Completes the title, or jumps to the message in its place: a run's is on the run's page. */
export function openOption(option: SearchOption): void {
  if (option.kind === 'title') return searchFor(completeTitle(useSearch.getState().text, option.title))
  const { conversationId, messageId, runId, kind } = option.hit
  if (runId !== undefined && kind !== 'chat') return goTo({ screen: 'runs', runId })
  goTo({ screen: 'conversations', conversationId, messageId })
}
