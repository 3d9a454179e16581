import { Tabs } from '@base-ui/react/tabs'
import { useId, useMemo } from 'react'
import { Badge } from '../components/badge.tsx'
import { inboxStore, useInboxCounts } from '../stores/inbox-store.ts'
import { viewOf } from '../stores/inbox-view.ts'
import type { TabView } from './items/inbox-rows.ts'
import { viewNames } from './view-names.ts'
import styles from './inbox-tabs.module.css'

const views: readonly TabView[] = ['needs-you', 'failed', 'finished', 'archived']

/** The views of the inbox. "Needs you" counts what waits; "Failed" and "Finished" count what was not seen yet. */
export function InboxTabs() {
  const waiting = useInboxCounts((counts) => counts.waiting)
  const byId = inboxStore.use((state) => state.byId)
  const unread = useMemo(() => {
    const items = [...byId.values()].filter((item) => item.readAt === null)
    const count = (view: TabView): number => items.filter((item) => viewOf(item) === view).length
    return { failed: count('failed'), finished: count('finished') }
  }, [byId])
  return (
    <Tabs.List className={styles['tabs']} aria-label="Which items" activateOnFocus>
      <Tab view="needs-you" count={waiting} note={`${waiting} waiting for you`} />
      <Tab view="failed" count={unread.failed} note={`${unread.failed} unread`} />
      <Tab view="finished" count={unread.finished} note={`${unread.finished} unread`} />
      <Tab view="archived" count={0} note="" />
    </Tabs.List>
  )
}

interface TabProps {
  readonly view: TabView
  readonly count: number
  /** The count in words; a description, so that the name stays the plain one. */
  readonly note: string
}

function Tab({ view, count, note }: TabProps) {
  const noteId = useId()
  return (
    <Tabs.Tab value={view} className={styles['tab']} aria-describedby={count > 0 ? noteId : undefined}>
      {viewNames[view]}
      <Badge count={count} tone={view === 'needs-you' ? 'hazel' : 'stone'} />
      {count > 0 && (
        <span id={noteId} hidden>
          {note}
        </span>
      )}
    </Tabs.Tab>
  )
}

export function isTabView(value: unknown): value is TabView {
  return views.some((view) => view === value)
}
