import type { Limits, LimitName } from '../../src-shared/domain/schedule.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { totalTokens } from '../../src-shared/domain/usage.ts'
import type { TurnRecord } from '../store/turn-store.ts'
import type { UsageStore, UsageSum } from '../store/usage-store.ts'
import type { Amounts } from './call-estimate.ts'
import type { LimitState } from './limit-decision.ts'
import type { Standing } from './reservations.ts'

/** Limits that turns share: each its own unit, and whose day it is of. */
const sharedLimits = [
  { name: 'costPerDayMicroUsd', unit: 'microUsd', of: 'schedule' },
  { name: 'tokensPerDay', unit: 'tokens', of: 'schedule' },
  { name: 'dailyCostMicroUsd', unit: 'microUsd', of: 'everything' },
  { name: 'dailyTokens', unit: 'tokens', of: 'everything' },
] as const satisfies readonly { name: LimitName; unit: keyof Amounts; of: string }[]

export const dayLimits: readonly LimitName[] = sharedLimits.map(({ name }) => name)

/** What everything may use in a day: background work stops earlier by the part that is kept for chats. */
export function everythingLimits(settings: Settings, background: boolean): Limits {
  const part = background ? 1 - settings.chatReservePercent / 100 : 1
  const amountOf = (whole: number | null): number | undefined =>
    whole === null ? undefined : Math.max(1, Math.floor(whole * part + 1e-9))
  return {
    dailyCostMicroUsd: amountOf(settings.dailyCostMicroUsd),
    dailyTokens: amountOf(settings.dailyTokens),
  }
}

/** The limits of a turn alone, in the order in which they are asked about. */
export function ownLimitStates(limits: Limits, record: TurnRecord, repeats: number): LimitState[] {
  const { turn, activeMs, ceilings } = record
  const used = {
    steps: turn.usage.steps,
    tokens: totalTokens(turn.usage),
    costMicroUsd: turn.usage.costMicroUsd,
    wallMs: activeMs,
    repeats,
  }
  const names = ['steps', 'tokens', 'costMicroUsd', 'wallMs', 'repeats'] as const
  return names.flatMap((name) => stateOf(name, used[name], limits, ceilings))
}

/** The limits of a day that are set, with what is used of them since `today` began (epoch ms). */
export function dayLimitStates(
  limits: Limits,
  owner: { readonly scheduleId: string | null; readonly ceilings: Limits },
  usage: Pick<UsageStore, 'since'>,
  today: number,
): LimitState[] {
  const sums = new Map<string | null, UsageSum>()
  const sumOf = (scheduleId: string | null): UsageSum => {
    const sum = sums.get(scheduleId) ?? usage.since(today, scheduleId)
    sums.set(scheduleId, sum)
    return sum
  }
  return sharedLimits.flatMap(({ name, unit, of }) => {
    if (limits[name] === undefined || (of === 'schedule' && owner.scheduleId === null)) return []
    const sum = sumOf(of === 'schedule' ? owner.scheduleId : null).usage
    const used = unit === 'tokens' ? totalTokens(sum) : sum.costMicroUsd
    return stateOf(name, used, limits, owner.ceilings)
  })
}

/** With what others hold of each, and what this turn is about to use. */
export function withShares(
  states: readonly LimitState[],
  scheduleId: string | null,
  estimate: Amounts,
  standing: (scheduleId: string | null) => Standing,
): LimitState[] {
  return states.map((state) => {
    const limit = sharedLimits.find(({ name }) => name === state.name)
    if (!limit) return state
    const { held, isBehind } = standing(limit.of === 'schedule' ? scheduleId : null)
    return { ...state, shared: { held: held[limit.unit], estimate: estimate[limit.unit], isBehind } }
  })
}

function stateOf(name: LimitName, used: number, limits: Limits, ceilings: Limits): LimitState[] {
  const amount = limits[name]
  // A limit that was raised since counts, also where the user once let the turn go on.
  return amount === undefined ? [] : [{ name, used, amount, ceiling: Math.max(amount, ceilings[name] ?? 0) }]
}
