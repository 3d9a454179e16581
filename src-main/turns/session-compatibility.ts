import { contextWindow } from '../models/context-window.ts'

/**
 * Why a model cannot go on with a session, in words, or `null` when it can. `contextTokens` is what the session's last
 * call read and wrote. A tenth of the window is left for the answer.
 */
export function incompatibility(wish: {
  readonly contextTokens: number
  readonly model: string
}): string | null {
  const window = contextWindow(wish.model)
  if (wish.contextTokens <= window * 0.9) return null
  return `${wish.model} takes ${window.toLocaleString('en')} tokens, and this session already holds ${wish.contextTokens.toLocaleString('en')}.`
}
