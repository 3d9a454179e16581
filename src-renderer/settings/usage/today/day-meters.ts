import type { Settings } from '../../../../src-shared/domain/settings.ts'
import { totalTokens } from '../../../../src-shared/domain/usage.ts'
import type { UsageToday } from '../../../../src-shared/ipc/app-routes.ts'
import { costWords, tokensExact } from '../../../runs/format-usage.ts'

/** One kind of what a day may cost; amounts in µ$ or tokens. */
export interface DayMeter {
  readonly title: string
  readonly used: number
  readonly held: number
  /** `null`: there is no limit. */
  readonly limit: number | null
  /** Where background work stops; the rest up to the limit is kept for chats. */
  readonly chatsFrom: number | null
  /** "$1.43 of $5.00", "$1.43, no limit" */
  readonly headline: string
  /** What else there is to say, sentence by sentence. */
  readonly notes: readonly string[]
}

/** Money and tokens of today beside their limits. */
export function dayMeters(
  today: UsageToday,
  {
    dailyCostMicroUsd,
    dailyTokens,
    chatReservePercent,
  }: Pick<Settings, 'dailyCostMicroUsd' | 'dailyTokens' | 'chatReservePercent'>,
): readonly DayMeter[] {
  const { usage, reservedMicroUsd, reservedTokens, unpricedTokens } = today
  const unpriced =
    unpricedTokens > 0
      ? [`${tokensExact(unpricedTokens)} tokens have no price; they are not in this sum.`]
      : []
  return [
    meter({
      title: 'Money',
      used: usage.costMicroUsd,
      held: reservedMicroUsd,
      limit: dailyCostMicroUsd,
      reserve: chatReservePercent,
      write: costWords,
      more: unpriced,
    }),
    meter({
      title: 'Tokens',
      used: totalTokens(usage),
      held: reservedTokens,
      limit: dailyTokens,
      reserve: chatReservePercent,
      write: tokensExact,
      more: [],
    }),
  ]
}

interface MeterFacts {
  readonly title: string
  readonly used: number
  readonly held: number
  readonly limit: number | null
  readonly reserve: number
  write(amount: number): string
  readonly more: readonly string[]
}

function meter({ title, used, held, limit, reserve, write, more }: MeterFacts): DayMeter {
  const chatsFrom = limit === null || reserve === 0 ? null : Math.floor((limit * (100 - reserve)) / 100)
  return {
    title,
    used,
    held,
    limit,
    chatsFrom,
    headline: limit === null ? `${write(used)}, no limit` : `${write(used)} of ${write(limit)}`,
    notes: [
      ...(held > 0 ? [`${write(held)} more is held for work under way.`] : []),
      ...reached(used, limit, chatsFrom, write),
      ...more,
    ],
  }
}

function reached(
  used: number,
  limit: number | null,
  chatsFrom: number | null,
  write: (amount: number) => string,
): string[] {
  if (limit === null) return []
  if (used >= limit) return ['The limit is reached: whatever goes on asks you first.']
  if (chatsFrom === null) return []
  if (used >= chatsFrom) return ['What is left is kept for chats: background work asks you first.']
  return [`Background work stops at ${write(chatsFrom)}; the rest is kept for chats.`]
}
