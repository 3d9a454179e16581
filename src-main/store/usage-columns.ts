import type { Usage } from '../../src-shared/domain/usage.ts'

/** The usage of a row, as the turns table has it. */
export interface UsageColumns {
  input_tokens: number
  output_tokens: number
  cache_read_tokens: number
  cache_write_tokens: number
  cost_micro_usd: number
  steps: number
}

export function usageFromColumns(row: UsageColumns): Usage {
  return {
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cacheReadTokens: row.cache_read_tokens,
    cacheWriteTokens: row.cache_write_tokens,
    costMicroUsd: row.cost_micro_usd,
    steps: row.steps,
  }
}

/** The sums of a group of turns, for a SELECT over `turns` under the alias `t`. */
export const usageSums = `coalesce(sum(t.input_tokens), 0) AS input_tokens, coalesce(sum(t.output_tokens), 0) AS output_tokens,
  coalesce(sum(t.cache_read_tokens), 0) AS cache_read_tokens, coalesce(sum(t.cache_write_tokens), 0) AS cache_write_tokens,
  coalesce(sum(t.cost_micro_usd), 0) AS cost_micro_usd, coalesce(sum(t.steps), 0) AS steps`
