import type { Connection } from '../../src-shared/domain/connection.ts'
import { modelKey } from './model-key.ts'

const usual = 200_000
const million = 1_000_000

/** Claude models with 200,000 tokens; every later one of the API has a million. */
const smallClaude = /^claude-(?:haiku-4-5|sonnet-4-5|opus-4-5|opus-4-1|opus-4|sonnet-4|3-.*)$/

/**
 * How many tokens a model takes, its answer included. By the family; 200,000 for a model that is not known here. As
 * of 2026-11-21 (platform.claude.com, Models).
 */
export function contextWindow(model: string): number {
  const key = modelKey(model)
  if (!key.startsWith('claude-') || smallClaude.test(key)) return usual
  return /^claude-(?:fable|mythos|opus|sonnet|haiku)-\d/.test(key) ? million : usual
}

/** The same on a connection, whose window the user may have given. */
export function windowOf(connection: Pick<Connection, 'contextTokens'> | undefined, model: string): number {
  return connection?.contextTokens ?? contextWindow(model)
}
