import type { Settings } from '../../../../src-shared/domain/settings.ts'

export interface LimitTexts {
  readonly dollars: string
  readonly tokens: string
  readonly reserve: string
}

export type LimitErrors = { readonly [K in keyof LimitTexts]?: string }
type Limits = Pick<Settings, 'dailyCostMicroUsd' | 'dailyTokens' | 'chatReservePercent'>

const mostReserve = 90
const microUsdPerDollar = 1_000_000

export function limitTexts({ dailyCostMicroUsd, dailyTokens, chatReservePercent }: Limits): LimitTexts {
  return {
    dollars: dailyCostMicroUsd === null ? '' : String(dailyCostMicroUsd / microUsdPerDollar),
    tokens: dailyTokens === null ? '' : String(dailyTokens),
    reserve: String(chatReservePercent),
  }
}

/** The limits that the fields say, or what is wrong with which. Thousands may be set apart by spaces, a fraction by point or comma. */
export function readLimits(
  texts: LimitTexts,
): { readonly ok: true; readonly limits: Limits } | { readonly ok: false; readonly errors: LimitErrors } {
  const dollars = number(texts.dollars.replace(',', '.'))
  const tokens = number(texts.tokens)
  const reserve = number(texts.reserve)
  const errors: LimitErrors = {
    ...(dollars !== null &&
      !(dollars * microUsdPerDollar >= 1 && dollars <= 1_000_000) && {
        dollars: 'Give dollars above 0, or leave it empty.',
      }),
    ...(tokens !== null &&
      !(Number.isSafeInteger(tokens) && tokens >= 1) && {
        tokens: 'Give a whole number above 0, or leave it empty.',
      }),
    ...(!(reserve !== null && Number.isInteger(reserve) && reserve >= 0 && reserve <= mostReserve) && {
      reserve: `Give a whole number from 0 to ${mostReserve}.`,
    }),
  }
  if (reserve === null || Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    limits: {
      dailyCostMicroUsd: dollars === null ? null : Math.round(dollars * microUsdPerDollar),
      dailyTokens: tokens,
      chatReservePercent: reserve,
    },
  }
}

/** `null`: the field is empty; `NaN`: it is no number. */
function number(text: string): number | null {
  const plain = text.replaceAll(/\s/g, '')
  return plain === '' ? null : Number(plain)
}
