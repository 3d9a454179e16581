import { CircleQuestionMark } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { Dormouse } from '../components/dormouse.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { ScreenHeader } from '../components/screen-header.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { call } from '../transport/call.ts'
import { everyRun, isEveryRun, useRunFilter } from './run-filter.ts'
import { RunsFilters } from './runs-filters.tsx'
import { RunsTable } from './runs-table.tsx'
import { useRunPages } from './use-run-pages.ts'
import { goTo } from '../main-window/place-store.ts'
import { WhyDialog } from './why-dialog.tsx'
import styles from './runs-screen.module.css'

/** Every run there was and is, also those that never started, with the reason. */
export function RunsList() {
  const filter = useRunFilter()
  const { runs, load, more, loadMore, retry } = useRunPages(filter)
  const filtered = !isEveryRun(filter)
  const [asksWhy, setAsksWhy] = useState(false)
  const isEmpty = load.kind === 'ready' && runs.length === 0 && !more
  return (
    <div className={styles['screen']}>
      <ScreenHeader
        title="Runs"
        actions={
          <Button icon={<CircleQuestionMark aria-hidden="true" />} onClick={() => setAsksWhy(true)}>
            Why didn’t it run?
          </Button>
        }
      />
      <RunsFilters />
      {load.kind === 'failed' && (
        <ErrorState title="The runs could not be loaded." error={load.error} onRetry={retry} />
      )}
      {load.kind === 'loading' && runs.length === 0 && (
        <div className={styles['pad']}>
          <Skeleton lines={8} label="Loading the runs" />
        </div>
      )}
      {isEmpty && filtered && (
        <EmptyState
          title="No run is like that."
          action={<Button onClick={() => useRunFilter.setState(everyRun, true)}>Show every run</Button>}
        >
          No run has this status and this reason, of this schedule.
        </EmptyState>
      )}
      {isEmpty && !filtered && (
        <EmptyState
          picture={<Dormouse mood="asleep" size={112} />}
          title="Nothing has run yet."
          action={
            <Button variant="solid" onClick={() => void call('app.showSettings', { tab: 'Schedules' })}>
              Open schedules
            </Button>
          }
        >
          Whenever a schedule is due it leaves a line here: what it did, how long it took, and why it did not
          run if it could not.
        </EmptyState>
      )}
      {!isEmpty && load.kind !== 'failed' && (runs.length > 0 || more) && (
        <RunsTable runs={runs} more={more} onMore={loadMore} />
      )}
      {asksWhy && (
        <WhyDialog
          scheduleId={filter.scheduleId}
          onOpenRun={(runId) => {
            setAsksWhy(false)
            goTo({ screen: 'runs', runId })
          }}
          onClose={() => setAsksWhy(false)}
        />
      )}
    </div>
  )
}
