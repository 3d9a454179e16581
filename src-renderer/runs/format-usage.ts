import type { Usage } from '../../src-shared/domain/usage.ts'

const whole = new Intl.NumberFormat('en-GB')

/** Tokens at a glance: "640", "18.4k", "1.2M". */
export function tokensShort(tokens: number): string {
  if (tokens < 1000) return String(tokens)
  if (tokens < 999_500) return `${trim(tokens / 1000)}k`
  return `${trim(tokens / 1_000_000)}M`
}

/** Tokens exactly, grouped: "18,432". */
export function tokensExact(tokens: number): string {
  return whole.format(tokens)
}

/** What the tokens were: "18.4k in, 1.2k out, 9.8k from cache, 2k into cache"; parts that are none are left out. */
export function tokenWords(usage: Usage): string {
  const parts: readonly (readonly [number, string])[] = [
    [usage.inputTokens, 'in'],
    [usage.outputTokens, 'out'],
    [usage.cacheReadTokens, 'from cache'],
    [usage.cacheWriteTokens, 'into cache'],
  ]
  return parts
    .filter(([tokens]) => tokens > 0)
    .map(([tokens, what]) => `${tokensShort(tokens)} ${what}`)
    .join(', ')
}

/** Money from millionths of a US dollar: "$1.24", "$0.06", "under $0.01", "$0". */
export function costWords(costMicroUsd: number): string {
  if (costMicroUsd === 0) return '$0'
  if (costMicroUsd < 10_000) return 'under $0.01'
  return `$${(costMicroUsd / 1_000_000).toFixed(2)}`
}

function trim(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, '')
}
