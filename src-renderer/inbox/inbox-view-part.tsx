import { useState } from 'react'
import { ErrorState } from '../components/error-state.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { useInboxPlace } from './inbox-place.ts'
import { InboxEmpty } from './items/inbox-empty.tsx'
import { InboxList } from './items/inbox-list.tsx'
import type { TabView } from './items/inbox-rows.ts'
import { InboxToolbar } from './inbox-toolbar.tsx'
import { useInboxRows } from './items/use-inbox-rows.ts'
import styles from './inbox-screen.module.css'

interface InboxViewPartProps {
  readonly view: TabView
  readonly target: { readonly id: string } | null
  onChoose(view: TabView): void
}

/** One view: its tools and its list, or what is there instead. */
export function InboxViewPart({ view, target, onChoose }: InboxViewPartProps) {
  const [scroll, setScroll] = useState<HTMLDivElement | null>(null)
  const shown = useInboxRows(view)
  const { rows, items, search, more } = shown
  const text = useInboxPlace((place) => place.search.trim())
  const scheduleId = useInboxPlace((place) => place.scheduleId)
  const narrowed = text !== '' || scheduleId !== null
  return (
    <>
      {(items.length > 0 || narrowed) && (
        <InboxToolbar view={view} items={items} whole={!more} narrowed={narrowed} />
      )}
      <div ref={setScroll} className={styles['scroll']}>
        <div className={styles['column']}>{content()}</div>
      </div>
    </>
  )

  function content() {
    if (search.kind === 'searching') return <Skeleton lines={4} label="Searching" />
    if (search.kind === 'failed')
      return <ErrorState title="The search did not work." error={search.error} onRetry={shown.retry} />
    const isEmpty = items.length === 0 && !rows.some((row) => row.kind === 'item' || row.open)
    if (isEmpty && search.kind === 'off' && shown.firstPage === 'loading')
      return <Skeleton lines={6} label="Loading the inbox" />
    if (isEmpty && search.kind === 'off' && shown.firstPage === 'failed') {
      const error = { code: 'unavailable', message: 'Try again in a moment.' } as const
      return <ErrorState title="The list could not be loaded." error={error} onRetry={shown.retry} />
    }
    if (isEmpty && !more) {
      return (
        <InboxEmpty
          view={view}
          search={text}
          scheduleId={scheduleId}
          snoozed={shown.snoozed}
          onChoose={onChoose}
        />
      )
    }
    return <InboxList rows={rows} scroll={scroll} target={target} more={more} onMore={shown.loadMore} />
  }
}
