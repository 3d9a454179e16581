import type { LimitName, Limits } from '../../src-shared/domain/schedule.ts'
import type { UsageStore } from '../store/usage-store.ts'
import { dayLimitStates } from './limit-states.ts'

/**
 * Why a slot of a schedule does not run, in words: a limit of the day (since `today`, epoch ms) is reached, the user was
 * asked about it, and has not said to go on. `null`: it runs. One that finds a limit reached with nobody asked yet runs,
 * and asks.
 */
export function overBudget(
  { limits, scheduleId }: { readonly limits: Limits; readonly scheduleId: string },
  usage: Pick<UsageStore, 'since' | 'lastDecision'>,
  today: number,
): string | null {
  const reached = dayLimitStates(limits, { scheduleId, ceilings: {} }, usage, today).filter(
    ({ used, ceiling }) => used >= ceiling,
  )
  const stopped = reached.find(({ name }) => {
    const decision = usage.lastDecision(name, today, name.startsWith('daily') ? null : scheduleId)
    return decision !== undefined && decision !== 'continue'
  })
  return stopped === undefined ? null : (words[stopped.name] ?? null)
}

const words: { readonly [K in LimitName]?: string } = {
  costPerDayMicroUsd: 'Today’s money for this schedule is used',
  tokensPerDay: 'Today’s tokens for this schedule are used',
  dailyCostMicroUsd: 'Today’s money for work in the background is used',
  dailyTokens: 'Today’s tokens for work in the background are used',
}
