import { SettingsPage } from '../settings-page.tsx'
import { WithSettings } from '../with-settings.tsx'
import { PriceSection } from './prices/price-section.tsx'
import { usePrices } from './prices/use-prices.ts'
import { DailyLimits } from './today/daily-limits.tsx'
import { TodaySection } from './today/today-section.tsx'
import { UsageHistory } from './usage-history.tsx'

/** What models are used for, what it costs, and how much of it there may be. */
export function UsageTab() {
  const prices = usePrices()
  return (
    <SettingsPage title="Usage">
      <WithSettings>
        {(settings) => (
          <>
            <TodaySection settings={settings} />
            <DailyLimits settings={settings} />
          </>
        )}
      </WithSettings>
      <UsageHistory prices={prices.result?.ok ? prices.result.data : []} />
      <PriceSection result={prices.result} onRetry={() => void prices.reload()} />
    </SettingsPage>
  )
}
