import type { BudgetAsk } from '../../src-shared/domain/question.ts'
import type { LimitName } from '../../src-shared/domain/schedule.ts'
import { totalTokens } from '../../src-shared/domain/usage.ts'
import type { TurnRecord } from '../store/turn-store.ts'
import type { LimitState } from './limit-decision.ts'

/** The same call again and again, with nothing new: how often, and what it is, in words for people. */
export interface Repeated {
  readonly times: number
  readonly label: string
}

const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
const modelCalls = (n: number): string => counted(n, 'model call')
const tokens = (n: number): string => counted(n, 'token')
const workTime = (ms: number): string =>
  ms < 120_000 ? counted(Math.round(ms / 1000), 'second') : `${Math.round(ms / 60_000)} minutes`

/** Money in µ$ as people read it: in cents, or where cents would lie by a tenth and more, with two digits that count. */
export function dollars(microUsd: number): string {
  const amount = microUsd / 1_000_000
  const isInCents = amount === 0 || amount >= 0.1 || microUsd % 10_000 === 0
  return `$${isInCents ? amount.toFixed(2) : amount.toPrecision(2).replace(/e.*$/, '')}`
}

type Words = { readonly [K in Exclude<LimitName, 'repeats'>]: (n: number) => string }

const amounts: Words = {
  steps: modelCalls,
  tokens,
  costMicroUsd: dollars,
  wallMs: workTime,
  costPerDayMicroUsd: dollars,
  tokensPerDay: tokens,
  dailyCostMicroUsd: dollars,
  dailyTokens: tokens,
}

const runLimit = (n: string): string => `The limit of ${n} is reached.`
/** Whose day it is: background work stops earlier, so that something is left for chats. */
const everything = (background: boolean): string =>
  background ? 'all work in the background' : 'everything together'

/** A limit of a day in words: "today’s limit of $1.00 for this schedule". */
export function dayLimit({ name, ceiling }: LimitState, background: boolean): string {
  if (name === 'repeats') return ''
  const whose = name.startsWith('daily') ? everything(background) : 'this schedule'
  return `today’s limit of ${amounts[name](ceiling)} for ${whose}`
}

/** The question in words and in numbers. What is said to be used is what the provider told. */
export function budgetQuestion(
  limit: LimitState,
  facts: {
    readonly record: TurnRecord
    readonly repeated: Repeated | null
    /** Background work, of which chats keep a part for themselves. */
    readonly background: boolean
  },
): { readonly prompt: string; readonly budget: BudgetAsk } {
  const { turn, activeMs, unpricedTokens } = facts.record
  const { name, used, ceiling, amount: more } = limit
  const budget = { limit: name, ceiling, used, more, usage: turn.usage, activeMs, unpricedTokens }
  if (name === 'repeats') {
    const what = facts.repeated?.label ?? 'a tool'
    return {
      prompt: `It has made the same call ${used} times with the same result: ${what}. Stop, or go on?`,
      budget,
    }
  }
  const say = amounts[name]
  const perDay = limit.shared !== undefined
  const soFar = `So far it used ${modelCalls(turn.usage.steps)}, ${tokens(totalTokens(turn.usage))} and ${dollars(turn.usage.costMicroUsd)}.`
  const parts = [
    perDay ? `${capitalized(dayLimit(limit, facts.background))} is reached.` : runLimit(reached(limit)),
    ...(perDay ? [`Used today: ${say(used)}.`] : []),
    soFar,
    ...(unpricedTokens === 0
      ? []
      : [`${capitalized(tokens(unpricedTokens))} of it have no price here; the money leaves them out.`]),
    name === 'wallMs'
      ? `Go on for ${say(more)} more?`
      : `Go on with ${name === 'steps' || name === 'tokens' ? more : say(more)} more${perDay ? ' today' : ''}?`,
  ]
  return { prompt: parts.join(' '), budget }
}

function reached({ name, ceiling }: LimitState): string {
  if (name === 'repeats') return ''
  const said = amounts[name](ceiling)
  return name === 'wallMs' ? `${said} of work` : said
}

/** With a capital letter at its beginning. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
