import { useCallback, useEffect, useState } from 'react'
import { totalTokens } from '../../../src-shared/domain/usage.ts'
import type { RouteOutput } from '../../../src-shared/ipc/contract.ts'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { Dormouse } from '../../components/dormouse.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { now } from '../../platform/now.ts'
import { connectionStore } from '../../stores/connection-store.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { call } from '../../transport/call.ts'
import { SettingsGroup } from '../settings-group.tsx'
import { SettingsPage } from '../settings-page.tsx'
import { UsageChart } from './usage-chart.tsx'
import { daysOf } from './usage-days.ts'
import { UsageTable } from './usage-table.tsx'
import { UsageTotals } from './usage-totals.tsx'

type Span = '7' | '30' | '90'
type Summary = RouteOutput<'usage.summary'>

/** What models were used for, and what it cost. */
export function UsageTab() {
  const [span, setSpan] = useState<Span>('30')
  const [loaded, setLoaded] = useState<{ readonly until: number; readonly result: Result<Summary> } | null>(
    null,
  )
  const connections = connectionStore.use((state) => state.byId)
  const schedules = scheduleStore.use((state) => state.byId)
  const load = useCallback(async () => {
    const until = now()
    const days = daysOf(until, Number(span))
    const result = await call('usage.summary', { since: days[0]?.start ?? until })
    setLoaded({ until, result })
  }, [span])
  useEffect(() => {
    void load()
  }, [load])

  const summary = loaded?.result.ok ? loaded.result.data : null
  const isEmpty = summary !== null && totalTokens(summary.total) === 0 && summary.byDay.length === 0
  return (
    <SettingsPage
      title="Usage"
      actions={
        <Segmented<Span>
          label="How far back"
          value={span}
          options={[
            { value: '7', label: '7 days' },
            { value: '30', label: '30 days' },
            { value: '90', label: '90 days' },
          ]}
          onChange={setSpan}
        />
      }
    >
      {!loaded && <Skeleton lines={6} label="Loading the usage" />}
      {loaded && !loaded.result.ok && (
        <ErrorState
          title="The usage could not be loaded."
          error={loaded.result.error}
          onRetry={() => void load()}
        />
      )}
      {isEmpty && (
        <EmptyState picture={<Dormouse mood="asleep" size={112} />} title="No model was used yet.">
          Every call of a model is counted here, by day, by connection and by schedule.
        </EmptyState>
      )}
      {loaded && summary && !isEmpty && (
        <>
          <UsageTotals total={summary.total} />
          <SettingsGroup title="Tokens by day">
            <UsageChart byDay={summary.byDay} days={daysOf(loaded.until, Number(span))} />
          </SettingsGroup>
          <UsageTable
            title="By connection"
            heading="Connection"
            rows={summary.byConnection}
            nameOf={(id) => connections.get(id)?.name ?? 'A removed connection'}
          />
          {summary.bySchedule.length > 0 && (
            <UsageTable
              title="By schedule"
              heading="Schedule"
              rows={summary.bySchedule}
              nameOf={(id) => schedules.get(id)?.title ?? 'A removed schedule'}
            />
          )}
        </>
      )}
    </SettingsPage>
  )
}
