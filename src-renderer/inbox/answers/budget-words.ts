import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { BudgetAsk } from '../../../src-shared/domain/question.ts'
import type { LimitName } from '../../../src-shared/domain/schedule.ts'
import { totalTokens } from '../../../src-shared/domain/usage.ts'
import { duration } from '../../components/format-time.ts'
import { costWords, tokensExact, tokenWords } from '../../runs/format-usage.ts'

type Unit = 'calls' | 'tokens' | 'money' | 'time' | 'times'

interface Limit {
  readonly unit: Unit
  /** What is limited, of `who`: "run" or "answer". */
  readonly title: (who: string) => string
}

const limits: Readonly<Record<LimitName, Limit>> = {
  steps: { unit: 'calls', title: (who) => `Model calls of this ${who}` },
  tokens: { unit: 'tokens', title: (who) => `Tokens of this ${who}` },
  costMicroUsd: { unit: 'money', title: (who) => `Money of this ${who}` },
  wallMs: { unit: 'time', title: (who) => `Working time of this ${who}` },
  costPerDayMicroUsd: { unit: 'money', title: () => 'Money of this schedule today' },
  tokensPerDay: { unit: 'tokens', title: () => 'Tokens of this schedule today' },
  dailyCostMicroUsd: { unit: 'money', title: () => 'Money of everything today' },
  dailyTokens: { unit: 'tokens', title: () => 'Tokens of everything today' },
  repeats: { unit: 'times', title: () => 'The same call with the same result' },
}

function amountWords(amount: number, unit: Unit): string {
  switch (unit) {
    case 'calls':
      return counted(amount, 'model call')
    case 'tokens':
      return counted(amount, 'token')
    case 'money':
      return costWords(amount)
    case 'time':
      return duration(amount)
    case 'times':
      return counted(amount, 'time')
    default:
      return assertNever(unit)
  }
}

function counted(amount: number, what: string): string {
  return `${tokensExact(amount)} ${amount === 1 ? what : `${what}s`}`
}

/** A number without its unit, which stands at the number after it. */
function bareAmount(amount: number, unit: Unit): string {
  return unit === 'money' || unit === 'time' ? amountWords(amount, unit) : tokensExact(amount)
}

export interface BudgetWords {
  readonly title: string
  /** "50 of 50 model calls" */
  readonly used: string
  /** What "Go on" grants. */
  readonly goOn: string
  /** What "Stop" comes to. */
  readonly stop: string
  /** What the question's own words, which tell the sums, leave out. */
  readonly details: string
  /** `null`: the money counts every token. */
  readonly unpriced: string | null
}

/** What a reached limit is about, beside the question that says that it is reached. `who` asks: a run, or the answer of a chat. */
export function budgetWords(ask: BudgetAsk, who: 'run' | 'answer'): BudgetWords {
  const { unit, title } = limits[ask.limit]
  const { usage, activeMs, unpricedTokens } = ask
  const more = amountWords(ask.more, unit)
  const tokens = totalTokens(usage) === 0 ? 'none' : tokenWords(usage)
  return {
    title: title(who),
    used: `${bareAmount(ask.used, unit)} of ${amountWords(ask.ceiling, unit)}`,
    goOn: `“Go on” adds ${moreWords(more, unit)}, then it asks again`,
    stop: `“Stop” ends this ${who} here; what it did stays.`,
    details: `Tokens of this ${who}: ${tokens}. Working time: ${duration(activeMs)}.`,
    unpriced:
      unpricedTokens === 0
        ? null
        : `The money leaves out ${counted(unpricedTokens, 'token')} of a model without a price. Set it in Settings, Usage.`,
  }
}

function moreWords(amount: string, unit: Unit): string {
  return unit === 'time'
    ? `${amount} more of work`
    : unit === 'money'
      ? `${amount} more`
      : amount.replace(' ', ' more ')
}
