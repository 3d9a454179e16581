import type { ModelPrice } from '../../src-shared/domain/price.ts'
import type { UsageToday } from '../../src-shared/ipc/app-routes.ts'
import { addUsage, noUsage } from '../../src-shared/domain/usage.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import type { Core } from '../store/core.ts'

export type BudgetDesk = ReturnType<typeof createBudgetDesk>

/** What everything may use, what it has used, and what is held for work under way. */
export function createBudgetDesk(
  core: Core,
  parts: {
    readonly settings: SettingsStore
    /** The first instant of today in the system's zone, epoch milliseconds. */
    readonly startOfDay: () => number
  },
) {
  const { stores } = core
  return {
    prices: (): ModelPrice[] =>
      Object.entries(parts.settings.get().prices).map(([model, price]) => ({
        model,
        price,
        source: 'yours',
      })),
    today(): UsageToday {
      const rows = stores.usage.byDay(parts.startOfDay())
      const usage = rows.reduce((sum, row) => addUsage(sum, row.usage), noUsage)
      return { usage, unpricedTokens: 0, reservedMicroUsd: 0, reservedTokens: 0 }
    },
  }
}
