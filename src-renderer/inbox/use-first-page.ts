import { useEffect, useState } from 'react'
import { loadMoreInbox, pageOf, useInboxPaging } from '../stores/inbox-store.ts'
import type { InboxView } from '../stores/inbox-view.ts'

export type FirstPage = 'loading' | 'failed' | 'there'

/** Loads the first page of a view that was not asked for yet, such as the archive. */
export function useFirstPage(
  view: InboxView,
  scheduleId: string | null,
): { readonly state: FirstPage; retry(): void } {
  const isThere = useInboxPaging((pages) => {
    const { more, reached } = pageOf(pages, view, scheduleId)
    return !more || reached !== null
  })
  const [attempt, setAttempt] = useState(0)
  const [failed, setFailed] = useState<string | null>(null)
  const key = `${view} ${scheduleId ?? ''} ${attempt}`
  useEffect(() => {
    if (isThere) return
    void loadMoreInbox(view, scheduleId).then((worked) => worked || setFailed(key))
  }, [isThere, view, scheduleId, key])
  return {
    state: isThere ? 'there' : failed === key ? 'failed' : 'loading',
    retry: () => setAttempt(attempt + 1),
  }
}
