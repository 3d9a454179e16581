import { useMemo, useState } from 'react'
import type { ModelPrice } from '../../../src-shared/domain/price.ts'
import { totalTokens } from '../../../src-shared/domain/usage.ts'
import { Dormouse } from '../../components/dormouse.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { now } from '../../platform/now.ts'
import { connectionStore } from '../../stores/connection-store.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { SettingsGroup } from '../settings-group.tsx'
import { useRoute } from '../use-route.ts'
import { WithResult } from '../with-result.tsx'
import { UnpricedNote } from './prices/unpriced-note.tsx'
import { UsageChart } from './usage-chart.tsx'
import { daysOf } from './usage-days.ts'
import { UsageTable } from './usage-table.tsx'
import { UsageTotals } from './usage-totals.tsx'
import styles from './usage-tab.module.css'

type Span = '7' | '30' | '90'

/** What models were used for over the last days, and what it cost. */
export function UsageHistory({ prices }: { readonly prices: readonly ModelPrice[] }) {
  const [span, setSpan] = useState<Span>('30')
  const days = useMemo(() => daysOf(now(), Number(span)), [span])
  const [first] = days
  const { result, reload } = useRoute('usage.summary', first ? { since: first.start } : {})
  const connections = connectionStore.use((state) => state.byId)
  const schedules = scheduleStore.use((state) => state.byId)
  return (
    <section className={styles['history']} aria-labelledby="usage-history" data-setting="The last days">
      <div className={styles['historyHead']}>
        <h2 id="usage-history" className={styles['historyTitle']}>
          The last days
        </h2>
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
      </div>
      <WithResult result={result} what="the usage" lines={6} onRetry={() => void reload()}>
        {({ total, unpricedTokens = 0, byDay, byConnection, bySchedule }) =>
          totalTokens(total) === 0 && byDay.length === 0 ? (
            <EmptyState picture={<Dormouse mood="asleep" size={112} />} title="No model was used yet.">
              Every call of a model is counted here, by day, by connection and by schedule.
            </EmptyState>
          ) : (
            <>
              <UsageTotals total={total} />
              <UnpricedNote prices={prices} tokens={unpricedTokens} />
              <SettingsGroup title="Tokens by day">
                <UsageChart byDay={byDay} days={days} />
              </SettingsGroup>
              <UsageTable
                title="By connection"
                heading="Connection"
                rows={byConnection}
                nameOf={(id) => connections.get(id)?.name ?? 'A removed connection'}
              />
              {bySchedule.length > 0 && (
                <UsageTable
                  title="By schedule"
                  heading="Schedule"
                  rows={bySchedule}
                  nameOf={(id) => schedules.get(id)?.title ?? 'A removed schedule'}
                />
              )}
            </>
          )
        }
      </WithResult>
    </section>
  )
}
