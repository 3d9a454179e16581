import type { Budget } from '../../src-shared/domain/schedule.ts'
import { totalTokens, type Usage } from '../../src-shared/domain/usage.ts'

export interface Spent {
  readonly usage: Usage
  /** Wall time spent running, in milliseconds; waiting for the user costs nothing. */
  readonly activeMs: number
  /** Money of all runs of the schedule today, in µ$. */
  readonly costTodayMicroUsd: number
  /** The limits that the user raised with "go on", as absolute amounts. */
  readonly ceilings: Budget
}

export interface ReachedLimit {
  /** For the user: what is reached, what was used, and what going on grants. */
  readonly prompt: string
  /** The ceilings under which it goes on: only the reached limit is raised, once more by its own amount. */
  readonly ceilings: Budget
}

const workTime = (ms: number): string =>
  ms < 120_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 60_000)} minutes`
const dollars = (microUsd: number): string => `$${(microUsd / 1_000_000).toFixed(2)}`

/** In the order in which they are asked about, with their amounts in words. */
const limits: readonly {
  readonly name: keyof Budget
  used(spent: Spent): number
  reached(amount: number): string
  more(amount: number): string
}[] = [
  {
    name: 'steps',
    used: ({ usage }) => usage.steps,
    reached: (n) => `The limit of ${n} model calls is reached.`,
    more: (n) => `Go on with ${n} more?`,
  },
  {
    name: 'tokens',
    used: ({ usage }) => totalTokens(usage),
    reached: (n) => `The limit of ${n} tokens is reached.`,
    more: (n) => `Go on with ${n} more?`,
  },
  {
    name: 'costMicroUsd',
    used: ({ usage }) => usage.costMicroUsd,
    reached: (n) => `The limit of ${dollars(n)} is reached.`,
    more: (n) => `Go on with ${dollars(n)} more?`,
  },
  {
    name: 'wallMs',
    used: ({ activeMs }) => activeMs,
    reached: (n) => `The limit of ${workTime(n)} of work is reached.`,
    more: (n) => `Go on for ${workTime(n)} more?`,
  },
  {
    name: 'costPerDayMicroUsd',
    used: ({ costTodayMicroUsd }) => costTodayMicroUsd,
    reached: (n) => `Today’s limit of ${dollars(n)} is reached.`,
    more: (n) => `Go on with ${dollars(n)} more today?`,
  },
]

/**
 * The first limit that is reached, or `null` while all hold. Checked before every model call, so that a limit is passed by
 * one call at most. What going on grants counts from what is used by then: a limit that another run has overrun meanwhile
 * is asked about once, and no other limit is raised with it.
 */
export function budgetReached(budget: Budget, spent: Spent): ReachedLimit | null {
  const { usage, ceilings } = spent
  for (const { name, used, reached, more } of limits) {
    const amount = budget[name]
    const ceiling = ceilings[name] ?? amount
    const now = used(spent)
    if (amount === undefined || ceiling === undefined || now < ceiling) continue
    const soFar = `So far it used ${usage.steps} model calls, ${totalTokens(usage)} tokens and ${dollars(usage.costMicroUsd)}.`
    return {
      prompt: `${reached(ceiling)} ${soFar} ${more(amount)}`,
      ceilings: { ...ceilings, [name]: now + amount },
    }
  }
  return null
}
