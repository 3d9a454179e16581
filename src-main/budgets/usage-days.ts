import { addUsage, noUsage, type Usage } from '../../src-shared/domain/usage.ts'
import type { UsageRow, UsageSum } from '../store/usage-store.ts'

/** Longer than any day, shorter than any two: a day after its beginning it is the next one. */
const intoNextDayMs = 36 * 3_600_000

/**
 * Sums of local days (key: YYYY-MM-DD), oldest first, from sums of shorter times in their order. `startOfDay` gives the
 * first instant of an instant's day, epoch ms, in the zone.
 */
export function usageDays(
  parts: readonly (UsageSum & { readonly at: number })[],
  startOfDay: (at: number) => number,
  timeZone: string,
): UsageRow[] {
  const date = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const days = new Map<string, UsageRow>()
  let key = ''
  let end = -Infinity
  for (const part of parts) {
    // A calendar is asked once for each day.
    if (part.at >= end) {
      const start = startOfDay(part.at)
      end = startOfDay(start + intoNextDayMs)
      key = date.format(part.at)
    }
    const day = days.get(key) ?? { key, ...noSum }
    days.set(key, { key, ...addSums(day, part) })
  }
  return [...days.values()]
}

const noSum: UsageSum = { usage: noUsage, unpricedTokens: 0, turns: 0 }

/** All of them together. */
export function totalOf(rows: readonly UsageSum[]): {
  readonly usage: Usage
  readonly unpricedTokens: number
} {
  return rows.reduce(addSums, noSum)
}

function addSums(a: UsageSum, b: UsageSum): UsageSum {
  return {
    usage: addUsage(a.usage, b.usage),
    unpricedTokens: a.unpricedTokens + b.unpricedTokens,
    turns: a.turns + b.turns,
  }
}
