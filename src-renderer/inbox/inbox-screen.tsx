import { useMemo, useState } from 'react'
import { ErrorState } from '../components/error-state.tsx'
import { ScreenHeader } from '../components/screen-header.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { Spinner } from '../components/spinner.tsx'
import { useNow } from '../platform/use-now.ts'
import { inboxStore, loadInbox, loadMoreInbox, needsYou, useInboxPaging } from '../stores/inbox-store.ts'
import { InboxEmpty } from './inbox-empty.tsx'
import { filterInbox, filterOf, type InboxFilter } from './inbox-filter.ts'
import { InboxList } from './inbox-list.tsx'
import { useAskedQuestion } from './use-asked-question.ts'
import { useSeen } from './use-seen.ts'
import styles from './inbox-screen.module.css'

/** What the user should see: questions that wait, and what happened meanwhile. */
export function InboxScreen() {
  const now = useNow()
  const load = inboxStore.use((state) => state.load)
  const byId = inboxStore.use((state) => state.byId)
  const more = useInboxPaging((state) => state.more)
  const [filter, setFilter] = useState<InboxFilter>('needs-you')
  const [target, setTarget] = useState<{ readonly id: string } | null>(null)
  const seen = useSeen(byId, now, filter)
  const items = useMemo(() => filterInbox(byId, filter, now, seen), [byId, filter, now, seen])
  const waiting = useMemo(() => [...byId.values()].filter((item) => needsYou(item, now)).length, [byId, now])
  const searching = useAskedQuestion(load.kind === 'ready', (item) => {
    setFilter(filterOf(item, now))
    setTarget({ id: item.id })
  })

  const choose = (next: InboxFilter): void => {
    setTarget(null)
    setFilter(next)
  }
  const hasMore = filter === 'needs-you' ? false : more[filter]
  return (
    <div className={styles['screen']}>
      <ScreenHeader title="Inbox">
        <Segmented
          label="Which items"
          value={filter}
          options={[
            { value: 'needs-you', label: 'Needs you', count: waiting },
            { value: 'all', label: 'All' },
            { value: 'archived', label: 'Archived' },
          ]}
          onChange={choose}
        />
      </ScreenHeader>
      <div className={styles['scroll']}>
        <div className={styles['column']}>
          {searching && (
            <p className={styles['searching']} role="status">
              <Spinner /> Looking for the question…
            </p>
          )}
          {load.kind === 'loading' && <Skeleton lines={6} label="Loading the inbox" />}
          {load.kind === 'failed' && (
            <ErrorState
              title="The inbox could not be loaded."
              error={load.error}
              onRetry={() => void loadInbox()}
            />
          )}
          {load.kind === 'ready' && items.length === 0 && !hasMore && <InboxEmpty filter={filter} />}
          {load.kind === 'ready' && (items.length > 0 || hasMore) && (
            <InboxList
              key={filter}
              items={items}
              target={target}
              more={hasMore}
              onMore={() => (filter === 'needs-you' ? Promise.resolve(true) : loadMoreInbox(filter))}
            />
          )}
        </div>
      </div>
    </div>
  )
}
