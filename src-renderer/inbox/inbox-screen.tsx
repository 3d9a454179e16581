import { Tabs } from '@base-ui/react/tabs'
import { useEffect, useState } from 'react'
import { ErrorState } from '../components/error-state.tsx'
import { ScreenHeader } from '../components/screen-header.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { Spinner } from '../components/spinner.tsx'
import { inboxStore, loadInbox } from '../stores/inbox-store.ts'
import { viewOf } from '../stores/inbox-view.ts'
import { enterInbox, leaveInbox, toggleHead, useInboxPlace } from './inbox-place.ts'
import { snoozedKey, type TabView } from './items/inbox-rows.ts'
import { clearSelection } from './inbox-selection.ts'
import { InboxTabs, isTabView } from './inbox-tabs.tsx'
import { KeyHelp } from './key-help.tsx'
import { InboxViewPart } from './inbox-view-part.tsx'
import { UndoLine } from './items/undo-line.tsx'
import { useAskedQuestion } from './answers/use-asked-question.ts'
import styles from './inbox-screen.module.css'

/** What the user should see: questions that wait, and what happened meanwhile. */
export function InboxScreen() {
  const load = inboxStore.use((state) => state.load)
  const view = useInboxPlace((place) => place.view)
  const [target, setTarget] = useState<{ readonly id: string } | null>(null)
  const isReady = load.kind === 'ready'

  useEffect(() => {
    if (!isReady) return
    enterInbox(inboxStore.use.getState().byId)
    return () => {
      clearSelection()
      leaveInbox(inboxStore.use.getState().byId)
    }
  }, [isReady])

  const choose = (next: TabView): void => {
    setTarget(null)
    clearSelection()
    useInboxPlace.setState({ view: next })
  }
  const looking = useAskedQuestion(isReady, (item) => {
    const where = viewOf(item)
    clearSelection()
    useInboxPlace.setState({ search: '', scheduleId: null, view: where === 'snoozed' ? 'needs-you' : where })
    if (where === 'snoozed' && !useInboxPlace.getState().toggled.has(snoozedKey)) toggleHead(snoozedKey)
    setTarget({ id: item.id })
  })

  return (
    <Tabs.Root
      className={styles['screen']}
      value={view}
      onValueChange={(next: unknown) => isTabView(next) && choose(next)}
    >
      <div className={styles['header']}>
        <ScreenHeader title="Inbox" actions={<KeyHelp />}>
          <InboxTabs />
        </ScreenHeader>
      </div>
      <Tabs.Panel key={view} value={view} className={styles['panel']} tabIndex={-1}>
        {looking && (
          <p className={styles['looking']} role="status">
            <Spinner /> Looking for the question…
          </p>
        )}
        {isReady ? (
          <InboxViewPart view={view} target={target} onChoose={choose} />
        ) : (
          <div className={styles['scroll']}>
            <div className={styles['column']}>
              {load.kind === 'loading' ? (
                <Skeleton lines={6} label="Loading the inbox" />
              ) : (
                <ErrorState
                  title="The inbox could not be loaded."
                  error={load.error}
                  onRetry={() => void loadInbox()}
                />
              )}
            </div>
          </div>
        )}
      </Tabs.Panel>
      <UndoLine />
    </Tabs.Root>
  )
}
