import { addUsage, noUsage, type Usage } from '../../src-shared/domain/usage.ts'
import type { UsageSummary } from '../../src-shared/ipc/app-routes.ts'
import { now } from '../platform/now.ts'
import { daysOf } from '../settings/usage/usage-days.ts'
import type { World } from './world.ts'

/** How much of today's use each of the days before today had, newest first; after the last one there was none. */
const shares = [1, 0.7, 0.9, 0.2, 0.05, 1.1, 0.8, 0.6, 1.3, 0.7, 0.1, 0, 0.9, 0.5, 0.4, 0.6, 0.3, 0.2]

/** The use of the last days, made from that of today; `since` is epoch milliseconds. A world without use has none. */
export function fakeUsageSummary(world: World, since: number): UsageSummary {
  const { usage } = world.pauseWorld.today
  if (usage.steps === 0) return { total: noUsage, byDay: [], byConnection: [], bySchedule: [] }
  const days = daysOf(now(), shares.length)
    .toReversed()
    .map(({ key, start }, index) => ({ key, start, share: shares[index] ?? 0 }))
    .filter(({ start, share }) => start >= since && share > 0)
  const byDay = days.map(({ key, share }) => row(key, part(usage, share)))
  const total = byDay.reduce((sum, one) => addUsage(sum, one.usage), noUsage)
  return {
    total,
    byDay: byDay.toReversed(),
    byConnection: [row('environment', total)],
    bySchedule: [
      ['s-digest', 0.5],
      ['s-invoices', 0.3],
      ['s-prices', 0.1],
    ].map(([key, share]) => row(String(key), part(total, Number(share)))),
  }
}

function row(key: string, usage: Usage): UsageSummary['byDay'][number] {
  return { key, usage, turns: Math.ceil(usage.steps / 6) }
}

function part(usage: Usage, share: number): Usage {
  const of = (amount: number): number => Math.round(amount * share)
  return {
    inputTokens: of(usage.inputTokens),
    outputTokens: of(usage.outputTokens),
    cacheReadTokens: of(usage.cacheReadTokens),
    cacheWriteTokens: of(usage.cacheWriteTokens),
    costMicroUsd: of(usage.costMicroUsd),
    steps: of(usage.steps),
  }
}
